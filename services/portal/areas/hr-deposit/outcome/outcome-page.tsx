import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Batch, Item } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Failure, Loaded } from '../../../ui/failure';
import { Notice, type Tone } from '../../../ui/notice';
import { Page, Row } from '../../../ui/page';
import { Progress } from '../../../ui/progress';
import { Skeleton } from '../../../ui/skeleton';
import { awaitsFurtherSlips } from '../../hr-batches/batch-state';
import { FurtherSlipsCard } from '../../hr-batches/further-slips-card';
import { isItemCode } from '../../hr-batches/item-codes';
import { TEXT as BATCH_TEXT } from '../../hr-batches/text';
import { newsOf, useBatch } from '../../hr-batches/use-batch';
import { useItems } from '../../hr-batches/use-items';
import { useReason } from '../../hr-batches/use-reason';
import { TEXT } from '../text';
import { SentDocument } from './sent-document';

/** What became of one document that was deposited singly; stays true after a reload. */
export function OutcomePage() {
  const text = useText(TEXT).outcome;
  const { batchId = '' } = useParams();
  const { employerId } = useEmployer();
  const batch = useBatch(employerId, batchId);
  return (
    <Page title={text.title}>
      {batch.isError && batch.data !== undefined && (
        <Notice tone="warning" announce="status">
          <p>{text.stale}</p>
        </Notice>
      )}
      <Loaded query={batch}>{(found) => <Outcome batch={found} />}</Loaded>
    </Page>
  );
}

function Outcome({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).outcome;
  const { employerId, role } = useEmployer();
  const items = useItems({ employerId, batchId: batch.id, filter: {}, news: newsOf(batch) });
  const item = items.data?.pages[0]?.items[0];
  if (batch.state === 'failed') return <Failed batch={batch} />;
  if (batch.state === 'cancelled') {
    return (
      <>
        <Notice tone="danger" title={text.cancelled} announce="status">
          <p>
            {text.cancelledText} {role === 'hr' && text.cancelledAct}
          </p>
        </Notice>
        <Onward />
      </>
    );
  }
  if (awaitsFurtherSlips(batch)) return <FurtherSlipsCard batch={batch} />;
  if (batch.state !== 'completed') return <Running batch={batch} />;
  if (item !== undefined && item.state !== 'pending') return <Settled batchId={batch.id} item={item} />;
  if (items.isError) return <Failure error={items.error} onRetry={() => void items.refetch()} />;
  return <Skeleton lines={3} />;
}

function Running({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).outcome;
  const blocked = useText(BATCH_TEXT).blocked;
  const formats = useFormats();
  const { running } = text;
  const sentenceOf = ({ code, nextTryAt }: NonNullable<Batch['blocked']>) => {
    const why = blocked.codes[code] ?? blocked.other;
    return nextTryAt === null ? `${why}.` : blocked.tryAt(why, formats.time(nextTryAt));
  };
  const sentence = batch.state in running ? running[batch.state as keyof typeof running] : text.pending;
  return (
    <>
      <Progress label={text.progress} share={null} />
      <p role="status">{sentence}</p>
      {batch.blocked !== null && (
        <Notice tone="warning" title={blocked.title} announce="status">
          <p>{sentenceOf(batch.blocked)}</p>
          <p>{blocked.patience}</p>
        </Notice>
      )}
      <p>{text.mayLeave}</p>
      <Onward />
    </>
  );
}

/** As `failed` is for a container: of a single document hardly ever. */
function Failed({ batch: { failure } }: { readonly batch: Batch }) {
  const text = useText(TEXT).outcome;
  const reasonOf = useReason();
  const { role } = useEmployer();
  const code = failure?.code ?? '';
  const unknown = role === 'hr' ? `${text.failedText} ${text.failedAct}` : text.failedText;
  return (
    <>
      <Notice tone="danger" title={text.failed} announce="status">
        <p>{isItemCode(code) ? reasonOf(code).reason : unknown}</p>
      </Notice>
      <Onward />
    </>
  );
}

function Onward({ children }: { readonly children?: ReactNode }) {
  const text = useText(TEXT).outcome;
  const { employerId, role } = useEmployer();
  return (
    <Row>
      {children}
      {role === 'hr' && <LinkButton to={`/rh/${employerId}/deposer`}>{text.back}</LinkButton>}
      <LinkButton to={`/rh/${employerId}/documents`}>{text.seeDocuments}</LinkButton>
    </Row>
  );
}

const TONES: Readonly<Record<Exclude<Item['state'], 'pending'>, Tone>> = {
  deposited: 'success',
  duplicate: 'info',
  quarantined: 'warning',
  rejected: 'danger',
  'to-print': 'warning',
  cancelled: 'info',
};

function Settled({ batchId, item }: { readonly batchId: string; readonly item: Item }) {
  const text = useText(TEXT).outcome;
  const reasonOf = useReason();
  const { employerId, role } = useEmployer();
  const { state, code } = item;
  if (state === 'pending') return null;
  const { reason, instruction } = reasonOf(code);
  return (
    <>
      <Notice tone={TONES[state]} title={text[state]} announce="status">
        <p>{state === 'deposited' ? text.depositedWhere : reason}</p>
        {state !== 'deposited' && instruction !== null && <p>{instruction}</p>}
      </Notice>
      <SentDocument employerId={employerId} batchId={batchId} item={item} />
      <Onward>
        {state === 'quarantined' && role === 'hr' && (
          <LinkButton look="primary" to={`/rh/${employerId}/a-verifier/${batchId}/${item.item}`}>
            {text.settle}
          </LinkButton>
        )}
      </Onward>
    </>
  );
}
