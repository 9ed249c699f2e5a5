import { useState } from 'react';
import type { Batch } from '../../api/schema';
import { COMMON } from '../../i18n/frame';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Row } from '../../ui/page';
import { PersonName, SafeText } from '../../ui/safe-text';
import { Skeleton } from '../../ui/skeleton';
import { addMonths } from '../hr-month/months';
import styles from './batches.module.css';
import { TEXT } from './text';
import { type MonthChange, useMonthChanges } from './use-month-changes';

/** The agents whom the sentence above counts: without a payslip now, or without one the month before. */
export function MonthChanges({ batch }: { readonly batch: Batch }) {
  const missing = batch.proposal?.missingSinceLastMonth ?? 0;
  const added = batch.proposal?.newSinceLastMonth ?? 0;
  if (missing + added === 0) return null;
  return (
    <Row>
      {missing > 0 && <ChangeButton batch={batch} change="missing" count={missing} />}
      {added > 0 && <ChangeButton batch={batch} change="new" count={added} />}
    </Row>
  );
}

interface ChangeProps {
  readonly batch: Batch;
  readonly change: MonthChange;
}

function ChangeButton({ batch, change, count }: ChangeProps & { readonly count: number }) {
  const text = useText(TEXT).changes;
  const common = useText(COMMON);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="secondary" onPress={() => setOpen(true)}>
        {text[change].show(count)}
      </Button>
      <Dialog
        open={open}
        title={text[change].title}
        onClose={() => setOpen(false)}
        actions={
          <Button look="secondary" onPress={() => setOpen(false)}>
            {common.close}
          </Button>
        }
      >
        <ChangedAgents batch={batch} change={change} />
      </Dialog>
    </>
  );
}

function ChangedAgents({ batch, change }: ChangeProps) {
  const text = useText(TEXT);
  const common = useText(COMMON);
  const formats = useFormats();
  const { employerId } = useEmployer();
  const pages = useMonthChanges({ employerId, batchId: batch.id, change });
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={4} />;
    return <Failure error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  const before = formats.month(addMonths(batch.period, -1));
  return (
    <>
      <p>{text.changes[change].meaning(formats.month(batch.period), before)}</p>
      <ul className={styles.people}>
        {pages.data.pages
          .flatMap(({ items }) => items)
          .map((agent) => (
            <li key={agent.agentId} className={styles.name}>
              <PersonName of={agent} />
              <span className={styles.quiet}>
                <SafeText>{text.items.number(agent.payrollNumber)}</SafeText>
              </span>
            </li>
          ))}
      </ul>
      {pages.isFetchNextPageError && (
        <Failure error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <Button
          look="secondary"
          isPending={pages.isFetchingNextPage}
          onPress={() => void pages.fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </>
  );
}
