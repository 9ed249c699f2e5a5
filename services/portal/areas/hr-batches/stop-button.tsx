import { useState } from 'react';
import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { SafeText } from '../../ui/safe-text';
import { useToast } from '../../ui/toast';
import { useUploads } from '../hr-send/uploads-context';
import { canStop, isTrial, whatStopMeans } from './batch-state';
import { TEXT } from './text';
import { useBatchChange } from './use-batch-change';
import { useNow } from './use-now';

/** Stops a batch, after saying what that does; not there where it would be refused. */
export function StopButton({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const toast = useToast();
  const uploads = useUploads();
  const { employerId, role } = useEmployer();
  const now = useNow();
  const [asked, setAsked] = useState(false);
  const stop = useBatchChange({ employerId, batchId: batch.id }, (api, params) =>
    api.call('POST /v1/employers/{employerId}/batches/{batchId}/cancel', { params }),
  );
  if (role !== 'hr' || !canStop(batch, now)) return null;
  const confirm = () =>
    stop.mutate(undefined, {
      onSuccess: () => {
        uploads.stop(batch.id);
        setAsked(false);
        toast(text.stop.done);
      },
    });
  return (
    <>
      <Button look="secondary" onPress={() => setAsked(true)}>
        {isTrial(batch) && batch.state === 'proposed' ? text.confirm.refuse : text.publication.stop}
      </Button>
      <Dialog
        open={asked}
        alert
        title={text.stop.question}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="secondary" onPress={() => setAsked(false)}>
              {text.stop.keep}
            </Button>
            <Button look="danger" isPending={stop.isPending} onPress={confirm}>
              {text.stop.confirm}
            </Button>
          </>
        }
      >
        <p>
          <strong>{text.sendingOf(text.kinds[batch.kind], formats.month(batch.period))}</strong>
          <br />
          <SafeText>{text.referenced(batch.reference)}</SafeText>
          {batch.received > 0 && (
            <>
              <br />
              {text.outcome.sum(batch.received)}
            </>
          )}
        </p>
        <p>{text.stop[whatStopMeans(batch, now)]}</p>
        {stop.isError && <Failure error={stop.error} />}
      </Dialog>
    </>
  );
}
