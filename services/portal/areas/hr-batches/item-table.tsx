import { Link } from 'react-router';
import type { Batch, Item } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Badge } from '../../ui/badge';
import type { Tone } from '../../ui/notice';
import { SafeText } from '../../ui/safe-text';
import { type Column, Table } from '../../ui/table';
import { awaitsFurtherSlips } from './batch-state';
import styles from './batches.module.css';
import { stateNamesOf } from './state-names';
import { TEXT } from './text';
import { useReason } from './use-reason';

const TONES: Readonly<Record<Item['state'], Tone | 'neutral'>> = {
  pending: 'info',
  deposited: 'success',
  duplicate: 'neutral',
  quarantined: 'warning',
  rejected: 'danger',
  'to-print': 'info',
  cancelled: 'neutral',
};

interface Row {
  readonly item: Item;
  readonly state: Item['state'];
  readonly stateName: string;
  readonly code: string | null;
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly pages: string;
}

export function ItemTable({ batch, items }: { readonly batch: Batch; readonly items: readonly Item[] }) {
  const text = useText(TEXT);
  const names = stateNamesOf(batch, text.outcome).one;
  const rows = items.map((item) => rowOf(item, names));
  const waits = awaitsFurtherSlips(batch);
  const columns: readonly Column<Row>[] = [
    { name: text.items.file, cell: (row) => <FileCell row={row} /> },
    { name: text.items.agent, cell: (row) => <AgentCell row={row} /> },
    {
      name: text.items.state,
      cell: ({ state, stateName }) => (
        <Badge tone={waits && state === 'pending' ? 'warning' : TONES[state]}>{stateName}</Badge>
      ),
    },
    ...(rows.some(({ code }) => code !== null)
      ? [{ name: text.items.reason, cell: (row: Row) => <ReasonCell row={row} batchId={batch.id} /> }]
      : []),
  ];
  return <Table caption={text.items.caption} columns={columns} rows={rows} keyOf={({ item }) => item.item} />;
}

/** What is, or while nobody confirmed it, what would be. */
function rowOf(item: Item, names: Readonly<Record<string, string>>): Row {
  const what = item.proposal ?? item;
  return { ...what, item, stateName: names[what.state] ?? what.state };
}

function FileCell({ row: { item, pages } }: { readonly row: Row }) {
  const text = useText(TEXT).items;
  const ownPages = pages === '' ? null : text.pages(pages.replaceAll(',', ', '));
  // A slip of a merged PDF has no file of its own: its pages are what it is found by.
  if (item.file === '') return <span className={styles.file}>{ownPages ?? text.noName}</span>;
  return (
    <span className={styles.name}>
      <span className={styles.file}>
        <SafeText>{item.file}</SafeText>
      </span>
      {pages.includes(',') && <span className={styles.quiet}>{ownPages}</span>}
    </span>
  );
}

function AgentCell({ row: { item, state, payrollNumber, familyName } }: { readonly row: Row }) {
  const text = useText(TEXT).items;
  if (payrollNumber !== '') {
    return (
      <span className={styles.name}>
        <SafeText>{familyName}</SafeText>
        <span className={styles.quiet}>
          <SafeText>{text.number(payrollNumber)}</SafeText>
        </span>
      </span>
    );
  }
  return (
    <span className={styles.name}>
      {state === 'quarantined' && text.agentToCheck}
      {item.claimedPayrollNumber !== '' && (
        <span className={styles.quiet}>
          <SafeText>{text.claimed(item.claimedPayrollNumber)}</SafeText>
        </span>
      )}
    </span>
  );
}

function ReasonCell({ row: { item, code }, batchId }: { readonly row: Row; readonly batchId: string }) {
  const text = useText(TEXT).items;
  const reasonOf = useReason();
  const { employerId, role } = useEmployer();
  if (code === null) return null;
  const { reason, instruction } = reasonOf(code);
  return (
    <span className={styles.reason}>
      <span>{instruction === null ? reason : `${reason} ${instruction}`}</span>
      {item.state === 'quarantined' && role === 'hr' && (
        <Link to={`/rh/${employerId}/a-verifier/${batchId}/${item.item}`}>{text.settle}</Link>
      )}
    </span>
  );
}
