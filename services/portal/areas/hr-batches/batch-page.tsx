import { useParams } from 'react-router';
import { isProblem } from '../../api/failures';
import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { NotFoundPage } from '../../layout/not-found-page';
import { useEmployer } from '../../session/use-employer';
import { Loaded } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import { Page, Row } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import { UploadPanel } from '../hr-send/upload-panel';
import { BatchBadge } from './batch-badge';
import { BatchDocuments } from './batch-documents';
import { BatchEnd } from './batch-end';
import { BatchFacts } from './batch-facts';
import { awaitsFurtherSlips, isRunning, isTrial } from './batch-state';
import styles from './batches.module.css';
import { ConfirmForm } from './confirm-form';
import { FurtherSlipsCard } from './further-slips-card';
import { PublicationCard } from './publication-card';
import { RunningCard } from './running-card';
import { Spoken } from './spoken';
import { StopButton } from './stop-button';
import { TEXT } from './text';
import { useBatch } from './use-batch';

/** One sending, from its file to what became of each document: the page shows what its state asks for. */
export function BatchPage() {
  const { batchId = '' } = useParams();
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  const query = useBatch(employerId, batchId);
  if (query.data === undefined && isProblem(query.error, 'batch-not-found', 'invalid-request')) {
    return <NotFoundPage />;
  }
  if (query.data !== undefined) return <KnownBatch batch={query.data} stale={query.isError} />;
  return (
    <Page title={text.title} back={{ to: `/rh/${employerId}/lots`, label: text.backToList }}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  );
}

function KnownBatch({ batch, stale }: { readonly batch: Batch; readonly stale: boolean }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId, employerName } = useEmployer();
  return (
    <Page
      // Confirmed or stopped, what had the focus is gone: the page begins again at its heading.
      key={String(awaitsAnswer(batch))}
      title={text.sendingOf(text.kinds[batch.kind], formats.month(batch.period))}
      back={{ to: `/rh/${employerId}/lots`, label: text.backToList }}
      lead={
        <span className={styles.lead}>
          <BatchBadge batch={batch} />
          <SafeText>{employerName}</SafeText>
          <span className={styles.quiet}>
            <SafeText>{text.referenced(batch.reference)}</SafeText>
          </span>
        </span>
      }
    >
      <Spoken>{awaitsFurtherSlips(batch) ? text.furtherSlips.waits : text.states[batch.state]}</Spoken>
      {stale && (
        <Notice tone="warning" announce="status">
          <p>{text.staleNews}</p>
        </Notice>
      )}
      <StateOf batch={batch} />
      {wasOpened(batch) && <BatchDocuments key={String(batch.state === 'proposed')} batch={batch} />}
      <BatchFacts batch={batch} />
    </Page>
  );
}

/** Whether to deposit it is still somebody's to say. */
function awaitsAnswer(batch: Batch): boolean {
  if (awaitsFurtherSlips(batch)) return true;
  return isTrial(batch) && batch.state !== 'cancelled' && batch.state !== 'failed';
}

/** Its items are known: all of them, or as far as the work has come. */
function wasOpened(batch: Batch): boolean {
  return batch.received > 0 && !(isRunning(batch) && isTrial(batch));
}

function StateOf({ batch }: { readonly batch: Batch }) {
  if (batch.state === 'open') {
    return (
      <>
        <UploadPanel batch={batch} />
        <Row>
          <StopButton batch={batch} />
        </Row>
      </>
    );
  }
  if (batch.state === 'proposed') return <ConfirmForm key={batch.id} batch={batch} />;
  if (awaitsFurtherSlips(batch)) return <FurtherSlipsCard batch={batch} />;
  if (batch.state === 'failed' || batch.state === 'cancelled') return <BatchEnd batch={batch} />;
  return (
    <>
      {isRunning(batch) && <RunningCard batch={batch} />}
      {!isTrial(batch) && <PublicationCard batch={batch} />}
    </>
  );
}
