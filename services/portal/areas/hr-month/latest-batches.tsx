import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { BatchTable } from '../hr-batches/batch-table';
import { TEXT as BATCHES_TEXT } from '../hr-batches/text';
import { useBatches } from '../hr-batches/use-batches';

const SHOWN = 4;

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
