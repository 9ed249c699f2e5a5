import type { Document } from '../../../api/schema';
import { COMMON } from '../../../i18n/frame';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Failure } from '../../../ui/failure';
import { Skeleton } from '../../../ui/skeleton';
import { TEXT } from '../text';
import { useDocumentFilter } from './document-filter';
import { DocumentRow } from './document-row';
import styles from './documents.module.css';
import { DownloadYear } from './download-year';
import { useOwnDocuments } from './use-own-documents';

/** One list for all employers: the person has one vault, whoever deposits into it. */
export function DocumentList() {
  const text = useText(TEXT).documents;
  const common = useText(COMMON);
  const { filter } = useDocumentFilter();
  const pages = useOwnDocuments(filter);
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={8} />;
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  const documents = pages.data.pages.flatMap(({ items }) => items);
  if (documents.length === 0) return <NothingHere />;
  return (
    <div className={styles.list}>
      <p className={styles.hidden} role="status">
        {text.shown(documents.length)}
      </p>
      {yearsOf(documents).map(([year, ofYear]) => (
        <section key={year} className={styles.year} aria-labelledby={`year-${year}`}>
          <div className={styles.yearHead}>
            <h3 id={`year-${year}`}>{year}</h3>
            <DownloadYear year={year} />
          </div>
          <ul className={styles.rows}>
            {ofYear.map((document) => (
              <DocumentRow key={document.id} document={document} among={ofYear} />
            ))}
          </ul>
        </section>
      ))}
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
    </div>
  );
}

function NothingHere() {
  const text = useText(TEXT).documents;
  const { narrowed, clear } = useDocumentFilter();
  if (!narrowed) {
    return (
      <Empty icon="shield" title={text.noneTitle}>
        {text.none}
      </Empty>
    );
  }
  return (
    <Empty
      icon="search"
      title={text.noMatchTitle}
      actions={
        <Button look="secondary" onPress={clear}>
          {text.clear}
        </Button>
      }
    >
      {text.noMatch}
    </Empty>
  );
}

/** In the order of the list: newest first. */
function yearsOf(documents: readonly Document[]): [string, Document[]][] {
  const years = new Map<string, Document[]>();
  for (const document of documents) {
    const year = document.period.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), document]);
  }
  return [...years];
}
