import { Link } from 'react-router';
import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { SafeText } from '../../ui/safe-text';
import { type Column, Table } from '../../ui/table';
import { BatchBadge } from './batch-badge';
import styles from './batches.module.css';
import { TEXT } from './text';

export function BatchTable({ batches }: { readonly batches: readonly Batch[] }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId } = useEmployer();
  const columns: readonly Column<Batch>[] = [
    {
      name: text.columns.sending,
      cell: (batch) => (
        <span className={styles.name}>
          <Link to={`/rh/${employerId}/lots/${batch.id}`}>
            {text.sendingOf(text.kinds[batch.kind], formats.month(batch.period))}
          </Link>
          <span className={styles.quiet}>
            <SafeText>{batch.reference}</SafeText>
          </span>
        </span>
      ),
    },
    { name: text.columns.state, cell: (batch) => <BatchBadge batch={batch} /> },
    { name: text.columns.received, number: true, cell: ({ received }) => formats.number(received) },
    {
      name: text.columns.deposited,
      number: true,
      cell: ({ counts }) => formats.number(counts.deposited ?? 0),
    },
    {
      name: text.columns.toCheck,
      number: true,
      cell: ({ openQuarantine }) => formats.number(openQuarantine),
    },
    {
      name: text.columns.rejected,
      number: true,
      cell: ({ counts }) => formats.number(counts.rejected ?? 0),
    },
    {
      name: text.columns.date,
      cell: ({ openedAt }) => (
        <span className={styles.name}>
          {formats.shortDate(openedAt)}
          <span className={styles.quiet}>{formats.time(openedAt)}</span>
        </span>
      ),
    },
  ];
  return <Table caption={text.caption} columns={columns} rows={batches} keyOf={({ id }) => id} />;
}
