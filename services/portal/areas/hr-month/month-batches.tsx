import { Link } from 'react-router';
import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import { SafeText } from '../../ui/safe-text';
import { Skeleton } from '../../ui/skeleton';
import { awaitsFurtherSlips } from '../hr-batches/batch-state';
import { BatchTable } from '../hr-batches/batch-table';
import { useBatches } from '../hr-batches/use-batches';
import styles from './month.module.css';
import { TEXT } from './text';

const SHOWN = 10;

/** Waits for somebody's yes: nothing of it is deposited. */
export function awaitsYes(batch: Batch): boolean {
  return batch.state === 'proposed' || awaitsFurtherSlips(batch);
}

export function useMonthBatches(period: string) {
  const { employerId } = useEmployer();
  return useBatches(employerId, SHOWN, period);
}

/** Those of the month that wait for a yes. */
export function ToConfirm({ period }: { readonly period: string }) {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const { data } = useMonthBatches(period);
  const waiting = (data?.pages[0]?.items ?? []).filter(awaitsYes);
  return waiting.map(({ id, reference }) => (
    <Notice key={id} tone="warning">
      <p>
        <SafeText>{text.toConfirm(reference)}</SafeText>
      </p>
      <div>
        <LinkButton to={`/rh/${employerId}/lots/${id}`}>
          {role === 'hr' ? text.act.toConfirm : text.act.toConfirmReader}
        </LinkButton>
      </div>
    </Notice>
  ));
}

/** The newest batches of the month; nothing where there is none. */
export function MonthBatches({ period }: { readonly period: string }) {
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  const pages = useMonthBatches(period);
  const batches = pages.data?.pages[0]?.items;
  if (batches?.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="month-batches">
      <div className={styles.head}>
        <h2 id="month-batches">{text.batches}</h2>
        <Link to={`/rh/${employerId}/lots`}>{text.allBatches}</Link>
      </div>
      {batches !== undefined && <BatchTable batches={batches} />}
      {batches === undefined &&
        (pages.isError ? (
          <Failure error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <Skeleton lines={4} />
        ))}
    </section>
  );
}
