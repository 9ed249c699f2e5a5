import { COMMON } from '../../i18n/frame';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button, LinkButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Failure } from '../../ui/failure';
import { Page, Stack } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import { Skeleton } from '../../ui/skeleton';
import { BatchTable } from './batch-table';
import styles from './batches.module.css';
import { TEXT } from './text';
import { useBatches } from './use-batches';

const PAGE = 20;

/** Everything that was sent, by people and by payroll systems. */
export function BatchesPage() {
  const text = useText(TEXT);
  const { employerId, employerName, role } = useEmployer();
  return (
    <Page
      title={text.title}
      lead={<SafeText>{text.lead(employerName)}</SafeText>}
      actions={
        role === 'hr' && (
          <LinkButton look="primary" to={`/rh/${employerId}/envoyer`}>
            {text.send}
          </LinkButton>
        )
      }
    >
      <BatchList key={employerId} />
    </Page>
  );
}

function BatchList() {
  const text = useText(TEXT);
  const common = useText(COMMON);
  const { employerId, role } = useEmployer();
  const pages = useBatches(employerId, PAGE);
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={8} />;
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  const batches = pages.data.pages.flatMap(({ items }) => items);
  if (batches.length === 0) {
    return (
      <Empty icon="file" title={text.emptyTitle}>
        {role === 'hr' ? text.emptyText : text.emptyTextReader}
      </Empty>
    );
  }
  return (
    <Stack>
      <BatchTable batches={batches} />
      {pages.isFetchNextPageError && (
        <Failure error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <div className={styles.more}>
          <Button
            look="secondary"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {common.more}
          </Button>
        </div>
      )}
    </Stack>
  );
}
