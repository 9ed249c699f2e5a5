import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { BatchTable } from '../hr-batches/batch-table';
import { TEXT as BATCHES_TEXT } from '../hr-batches/text';
import { useBatches } from '../hr-batches/use-batches';
import { TEXT } from './text';

const SHOWN = 4;

/** Of the newest ones, those of this month that wait for somebody's yes: nothing of them counts yet. */
export function ToConfirm({ period }: { readonly period: string }) {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const { data } = useBatches(employerId, SHOWN);
  const waiting = (data?.pages[0]?.items ?? []).filter(
    (batch) => batch.state === 'proposed' && batch.period === period,
  );
  return waiting.map(({ id }) => (
    <Notice key={id} tone="warning">
      <p>{text.toConfirm}</p>
      <div>
        <LinkButton to={`/rh/${employerId}/lots/${id}`}>
          {role === 'hr' ? text.act.toConfirm : text.act.toConfirmReader}
        </LinkButton>
      </div>
    </Notice>
  ));
}

export function LatestBatches() {
  const text = useText(BATCHES_TEXT);
  const { employerId } = useEmployer();
  const pages = useBatches(employerId, SHOWN);
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={4} />;
    return <Failure error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  const batches = pages.data.pages[0]?.items ?? [];
  return batches.length === 0 ? <p>{text.emptyTitle}</p> : <BatchTable batches={batches} />;
}
