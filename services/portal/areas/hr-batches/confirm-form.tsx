import { type FormEvent, useState } from 'react';
import type { Batch } from '../../api/schema';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { now } from '../../clock';
import { useFormats, useText } from '../../i18n/language-context';
import { useSession } from '../../session/session-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { Checkbox } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Row, Stack } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import { useToast } from '../../ui/toast';
import { monthOf } from '../hr-month/months';
import styles from './batches.module.css';
import { MonthChanges } from './month-changes';
import { StopButton } from './stop-button';
import { TEXT } from './text';
import { useBatchChange } from './use-batch-change';
import { readVisibility, standardVisibility } from './visibility';
import { VISIBILITY_FIELD, VisibilityField } from './visibility-field';

const REREAD = 'reread';

/** What the dry run found, in one sentence; and, for who may send, the button that sends. */
export function ConfirmForm({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).confirm;
  const { role } = useEmployer();
  if (role === 'hr') return <Confirmation batch={batch} />;
  return (
    <Card title={text.title}>
      <Findings batch={batch} />
      <Notice tone="info">
        <p>{text.readerText}</p>
      </Notice>
    </Card>
  );
}

function Findings({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).confirm;
  const formats = useFormats();
  const { employerName } = useEmployer();
  const { proposal, period, kind } = batch;
  if (proposal === null) return null;
  const sirets = proposal.otherSirets;
  const current = monthOf(now());
  return (
    <>
      <p className={styles.sentence}>
        <strong>
          <SafeText>{employerName}</SafeText>
        </strong>
        {text.findings(formats.month(period), proposal, kind === 'payroll')}
      </p>
      {kind === 'payroll' && <MonthChanges batch={batch} />}
      {period !== current && kind !== 'backfill' && (
        <Notice tone="warning" title={text.periodTitle}>
          <p>{text.period(formats.month(period), formats.month(current))}</p>
        </Notice>
      )}
      {sirets.length > 0 && (
        <Notice tone="warning" title={text.otherSiretsTitle}>
          <p>{text.otherSirets(formats.list(sirets.map(formats.siret)), sirets.length > 1)}</p>
        </Notice>
      )}
      {proposal.ready === 0 && (
        <Notice tone="warning">
          <p>{text.nothingReady}</p>
        </Notice>
      )}
      {proposal.toCheck > 0 && proposal.ready > 0 && <p>{text.leaveOpen}</p>}
    </>
  );
}

function Confirmation({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const sentenceOf = useProblemSentence();
  const toast = useToast();
  const { employerId, employerName } = useEmployer();
  // Who serves one employer cannot have taken another's file for it.
  const mustReread = useSession().grants.length > 1;
  const [reread, setReread] = useState(false);
  const [visibility, setVisibility] = useState(() => standardVisibility(now(), formats));
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const confirm = useBatchChange({ employerId, batchId: batch.id }, (api, params, publishAt: Date) =>
    api.call('POST /v1/employers/{employerId}/batches/{batchId}/confirm', {
      params,
      body: { publishAt: publishAt.toISOString() },
    }),
  );
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const publishAt = readVisibility(visibility, now());
    const found: FormError[] = [];
    if (typeof publishAt === 'string')
      found.push({ field: VISIBILITY_FIELD, message: text.visibility[publishAt] });
    if (mustReread && !reread)
      found.push({ field: REREAD, message: text.confirm.rereadMissing, missing: true });
    refuse(found);
    if (typeof publishAt === 'string' || found.length > 0) return;
    confirm.mutate(publishAt, {
      onSuccess: () => toast(text.confirm.confirmed),
      onError: (error) => refuse([{ field: null, message: sentenceOf(error) }]),
    });
  };
  const errorOf = (wanted: string) => errors.find(({ field }) => field === wanted)?.message ?? null;
  const rereadError = errorOf(REREAD);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary key={attempt} errors={errors} />
        <Card title={text.confirm.title}>
          <Findings batch={batch} />
          <VisibilityField value={visibility} error={errorOf(VISIBILITY_FIELD)} onChange={setVisibility} />
          {mustReread && (
            <div className={styles.checked}>
              {rereadError !== null && <p className={styles.error}>{rereadError}</p>}
              <Checkbox id={REREAD} value={reread} onChange={setReread}>
                <SafeText>{text.confirm.reread(employerName)}</SafeText>
              </Checkbox>
            </div>
          )}
          {batch.expiresAt !== null && <p>{text.confirm.expires(formats.dateTime(batch.expiresAt))}</p>}
          <Row>
            <Button type="submit" isPending={confirm.isPending}>
              {text.confirm.submit}
            </Button>
            <StopButton batch={batch} />
          </Row>
        </Card>
      </Stack>
    </form>
  );
}
