import { type FormEvent, useState } from 'react';
import type { Batch } from '../../api/schema';
import { now } from '../../clock';
import { COMMON } from '../../i18n/frame';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Row } from '../../ui/page';
import { useToast } from '../../ui/toast';
import { canStop, isScheduled } from './batch-state';
import styles from './batches.module.css';
import { StopButton } from './stop-button';
import { TEXT } from './text';
import { type TypedMoment, typeMoment } from './typed-moment';
import { useBatchChange } from './use-batch-change';
import { useNow } from './use-now';
import { readVisibility, type VisibilityFlaw } from './visibility';
import { MomentField } from './visibility-field';

/** From when agents see what was sent; until then it can be moved, made visible at once, or stopped. */
export function PublicationCard({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).publication;
  const formats = useFormats();
  const { role } = useEmployer();
  const now = useNow();
  const waits = isScheduled(batch, now);
  // What somebody takes out of quarantine until then follows the same time.
  const concernsSome = (batch.counts.deposited ?? 0) > 0 || (waits && batch.openQuarantine > 0);
  if (batch.state === 'completed' && !concernsSome) return null;
  return (
    <Card title={text.title}>
      {waits && batch.publishAt !== null ? (
        <p>
          <strong>{text.from(formats.dateTime(batch.publishAt))}</strong> {text.untilThen}
        </p>
      ) : (
        <p>{sinceWhen(batch, text, formats.dateTime)}</p>
      )}
      {role === 'hr' && (waits || canStop(batch, now)) && (
        <Row>
          {waits && <ChangeMoment batch={batch} />}
          {waits && <ShowNow batch={batch} />}
          <StopButton batch={batch} />
        </Row>
      )}
    </Card>
  );
}

type PublicationText = (typeof TEXT)['fr']['publication'];

function sinceWhen(
  { publishAt, published, state }: Batch,
  text: PublicationText,
  dateTime: (instant: string) => string,
): string {
  if (publishAt !== null) return published ? text.publishedSince(dateTime(publishAt)) : text.becoming;
  return state === 'completed' ? text.published : text.atOnce;
}

function usePublication({ id: batchId }: Batch) {
  const { employerId } = useEmployer();
  return useBatchChange({ employerId, batchId }, (api, params, publishAt: Date) =>
    api.call('POST /v1/employers/{employerId}/batches/{batchId}/publication', {
      params,
      body: { publishAt: publishAt.toISOString() },
    }),
  );
}

function ChangeMoment({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const common = useText(COMMON);
  const formats = useFormats();
  const toast = useToast();
  const change = usePublication(batch);
  const [open, setOpen] = useState(false);
  const [moment, setMoment] = useState<TypedMoment>({ day: '', time: '' });
  const [flaw, setFlaw] = useState<VisibilityFlaw | null>(null);
  const show = () => {
    setMoment(typeMoment(batch.publishAt ?? now(), formats));
    setFlaw(null);
    change.reset();
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = readVisibility({ choice: 'chosen', moment }, now());
    setFlaw(typeof wanted === 'string' ? wanted : null);
    if (typeof wanted === 'string') return;
    change.mutate(wanted, {
      onSuccess: () => {
        setOpen(false);
        toast(text.publication.changed(formats.dateTime(wanted)));
      },
    });
  };
  return (
    <>
      <Button look="secondary" onPress={show}>
        {text.publication.change}
      </Button>
      <Dialog open={open} title={text.visibility.label} onClose={() => setOpen(false)}>
        <form onSubmit={submit} noValidate className={styles.section}>
          <MomentField
            value={moment}
            error={flaw === null ? null : text.visibility[flaw]}
            onChange={setMoment}
          />
          {change.isError && <Failure error={change.error} />}
          <DialogActions>
            <Button look="secondary" onPress={() => setOpen(false)}>
              {common.cancel}
            </Button>
            <Button type="submit" isPending={change.isPending}>
              {text.publication.save}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}

function ShowNow({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).publication;
  const common = useText(COMMON);
  const toast = useToast();
  const change = usePublication(batch);
  const [asked, setAsked] = useState(false);
  const confirm = () =>
    change.mutate(now(), {
      onSuccess: () => {
        setAsked(false);
        toast(text.madeVisible);
      },
    });
  return (
    <>
      <Button look="secondary" onPress={() => setAsked(true)}>
        {text.now}
      </Button>
      <Dialog
        open={asked}
        alert
        title={text.nowQuestion}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="secondary" onPress={() => setAsked(false)}>
              {common.cancel}
            </Button>
            <Button isPending={change.isPending} onPress={confirm}>
              {text.now}
            </Button>
          </>
        }
      >
        <p>{text.nowText}</p>
        {change.isError && <Failure error={change.error} />}
      </Dialog>
    </>
  );
}
