import { Link } from 'react-router';
import type { QuarantinedItem } from '../../../api/schema';
import { COMMON } from '../../../i18n/frame';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button, LinkButton } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Failure } from '../../../ui/failure';
import { Page } from '../../../ui/page';
import { SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { type Column, Table } from '../../../ui/table';
import { Spoken } from '../../hr-batches/spoken';
import { useReason } from '../../hr-batches/use-reason';
import { ItemName } from '../item-name';
import { TEXT } from '../text';
import { addressOfItem, useWaiting } from '../use-waiting';
import styles from './waiting.module.css';

/** All that waits for a decision, from whichever batch. */
export function WaitingPage() {
  const text = useText(TEXT).list;
  const { employerId, role } = useEmployer();
  const waiting = useWaiting(employerId);
  const items = waiting.data?.pages.flatMap((page) => page.items);
  const oldest = items?.[0];
  return (
    <Page
      title={text.title}
      lead={items?.length === 0 ? undefined : role === 'hr' ? text.lead : text.leadReader}
      actions={
        role === 'hr' &&
        oldest !== undefined && (
          <LinkButton look="primary" to={addressOfItem(employerId, oldest)}>
            {text.begin}
          </LinkButton>
        )
      }
    >
      <WaitingList key={employerId} />
    </Page>
  );
}

function WaitingList() {
  const text = useText(TEXT).list;
  const common = useText(COMMON);
  const { employerId } = useEmployer();
  const columns = useColumns();
  const waiting = useWaiting(employerId);
  if (waiting.data === undefined) {
    if (!waiting.isError) return <Skeleton lines={8} />;
    return (
      <Failure title={common.unavailableTitle} error={waiting.error} onRetry={() => void waiting.refetch()} />
    );
  }
  const items = waiting.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !waiting.hasNextPage) {
    return (
      <Empty
        icon="check"
        title={text.emptyTitle}
        actions={<LinkButton to={`/rh/${employerId}/lots`}>{text.toBatches}</LinkButton>}
      >
        {text.empty}
      </Empty>
    );
  }
  return (
    <div className={styles.list}>
      <Spoken>{text.shown(items.length)}</Spoken>
      <Table caption={text.caption} columns={columns} rows={items} keyOf={({ item }) => item} />
      {waiting.isFetchNextPageError && (
        <Failure error={waiting.error} onRetry={() => void waiting.fetchNextPage()} />
      )}
      {waiting.hasNextPage && !waiting.isFetchNextPageError && (
        <div>
          <Button
            look="secondary"
            isPending={waiting.isFetchingNextPage}
            onPress={() => void waiting.fetchNextPage()}
          >
            {common.more}
          </Button>
        </div>
      )}
    </div>
  );
}

function useColumns(): Column<QuarantinedItem>[] {
  const text = useText(TEXT);
  const formats = useFormats();
  const reasonOf = useReason();
  const { employerId, role } = useEmployer();
  const { columns, decide, look } = text.list;
  return [
    {
      name: columns.document,
      cell: (item) => (
        <div className={styles.document}>
          <ItemName item={item} />
          {item.claimedPayrollNumber !== '' && (
            <span className={styles.quiet}>
              <SafeText>{text.claimed(item.claimedPayrollNumber)}</SafeText>
            </span>
          )}
          {item.file === '' && item.pages !== '' && (
            <span className={styles.quiet}>{text.pages(item.pages)}</span>
          )}
        </div>
      ),
    },
    {
      name: columns.reason,
      cell: ({ code }) => {
        const { reason, instruction } = reasonOf(code);
        return instruction === null ? reason : `${reason} ${instruction}`;
      },
    },
    { name: columns.received, cell: ({ receivedAt }) => formats.shortDate(receivedAt) },
    {
      name: columns.action,
      quiet: true,
      cell: (item) => (
        <Link className={styles.decide} to={addressOfItem(employerId, item)}>
          {role === 'hr' ? decide : look}
          <span className={styles.hidden}>
            {' '}
            <ItemName item={item} />
          </span>
        </Link>
      ),
    },
  ];
}
