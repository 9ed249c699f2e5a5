import { useState } from 'react';
import { COMMON } from '../../i18n/frame';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button, LinkButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Failure } from '../../ui/failure';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { AgentSearch } from '../hr-agents/agent-search';
import { Spoken } from '../hr-batches/spoken';
import { useDocumentFilter } from './document-filter';
import { DocumentFilters } from './document-filters';
import { DocumentsTable } from './documents-table';
import styles from './hr-documents.module.css';
import { TEXT } from './text';
import { useDocuments } from './use-documents';

/** The employer vault: everything that was ever deposited, whatever became of the agent's copy. */
export function DocumentsPage() {
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  return (
    <Page title={text.title} lead={text.lead}>
      {/* Another employer is another vault: what was searched for in the one is not looked for in the next. */}
      <Documents key={employerId} />
    </Page>
  );
}

function Documents() {
  const text = useText(TEXT);
  const { clear } = useDocumentFilter();
  const [search, setSearch] = useState('');
  // What stands in the field goes with what was searched for when all is shown again.
  const [field, setField] = useState(0);
  return (
    <>
      <div className={styles.filters}>
        <AgentSearch key={field} text={text.search} searched={search} onSearch={setSearch} />
        <DocumentFilters />
      </div>
      <DocumentList
        search={search}
        onShowAll={() => {
          setSearch('');
          setField((count) => count + 1);
          clear();
        }}
      />
    </>
  );
}

interface DocumentListProps {
  readonly search: string;
  onShowAll(): void;
}

function DocumentList({ search, onShowAll }: DocumentListProps) {
  const text = useText(TEXT).list;
  const common = useText(COMMON);
  const { employerId, role } = useEmployer();
  const { filter, narrowed } = useDocumentFilter();
  const pages = useDocuments(employerId, filter, search);
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={8} />;
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  const documents = pages.data.pages.flatMap(({ items }) => items);
  if (documents.length === 0) {
    return search !== '' || narrowed ? (
      <Empty
        icon="search"
        title={text.noMatchTitle}
        actions={
          <Button look="secondary" onPress={onShowAll}>
            {text.showAll}
          </Button>
        }
      >
        {text.noMatch}
      </Empty>
    ) : (
      <Empty
        title={text.emptyTitle}
        actions={
          role === 'hr' && (
            <LinkButton to={`/rh/${employerId}/envoyer`} look="primary">
              {text.send}
            </LinkButton>
          )
        }
      >
        {text.empty}
      </Empty>
    );
  }
  return (
    <>
      <Spoken>{text.shown(documents.length)}</Spoken>
      <DocumentsTable documents={documents} />
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
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}
