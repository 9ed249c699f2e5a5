import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Failure } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/page';
import { useToast } from '../../ui/toast';
import { EarlierBatches } from './earlier-batches';
import { StopButton } from './stop-button';
import { TEXT } from './text';
import { useBatchChange } from './use-batch-change';

/** A batch that looks like a month sent again: what it would do, and the two ways on. */
export function FurtherSlipsCard({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).furtherSlips;
  const toast = useToast();
  const { employerId, role } = useEmployer();
  const confirm = useBatchChange({ employerId, batchId: batch.id }, (api, params) =>
    api.call('POST /v1/employers/{employerId}/batches/{batchId}/confirm', { params, body: {} }),
  );
  return (
    <Card title={text.title}>
      <p>{text.found(batch.furtherSlips ?? 0, batch.received)}</p>
      <EarlierBatches batch={batch} />
      <p>{text.nothingYet}</p>
      {confirm.isError && <Failure error={confirm.error} />}
      {role === 'hr' ? (
        <>
          <p>{text.question}</p>
          <Row>
            <Button
              isPending={confirm.isPending}
              onPress={() => confirm.mutate(undefined, { onSuccess: () => toast(text.confirmed) })}
            >
              {text.confirm}
            </Button>
            <StopButton batch={batch} />
          </Row>
        </>
      ) : (
        <Notice tone="info">
          <p>{text.readerText}</p>
        </Notice>
      )}
    </Card>
  );
}
