import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useApi } from '../../../api/api-context';
import type { TraceEntry } from '../../../api/schema';
import { COMMON } from '../../../i18n/frame';
import { useFormats, useText } from '../../../i18n/language-context';
import { Badge } from '../../../ui/badge';
import { Button, LinkButton } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Empty } from '../../../ui/empty';
import { Failure } from '../../../ui/failure';
import { Page } from '../../../ui/page';
import { SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { TRACE_TEXT } from '../text';
import { type Day, groupByDay, type Line } from './group-by-day';
import styles from './trace.module.css';
import { browsingSentence, isBrowsing, sentenceOf } from './trace-sentence';
import { useNamedDocuments } from './use-named-documents';

const PAGE_SIZE = 100;

/** Who did what on the vault, by body and role: readable by its owner, whatever it says of anyone. */
export function TracePage() {
  const text = useText(TRACE_TEXT);
  return (
    <Page title={text.title} lead={text.lead}>
      <div className={styles.columns}>
        <Trace />
        <Card title={text.strangeTitle}>
          <p>{text.strange}</p>
          <LinkButton to="/compte">{text.toAccount}</LinkButton>
        </Card>
      </div>
    </Page>
  );
}

function Trace() {
  const text = useText(TRACE_TEXT);
  const common = useText(COMMON);
  const formats = useFormats();
  const api = useApi();
  const documents = useNamedDocuments();
  const pages = useInfiniteQuery({
    queryKey: ['GET /v1/me/journal'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.call(
        'GET /v1/me/journal',
        { query: { limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Reading the trace is itself traced: not again for looking at another window.
    refetchOnWindowFocus: false,
  });
  if (pages.isError && pages.data === undefined) {
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  if (pages.data === undefined || !documents.settled) return <Skeleton lines={10} />;
  const days = groupByDay(
    pages.data.pages.flatMap(({ items }) => items),
    formats.date,
    (entry) => sentenceOf(entry, documents.inWords(entry.documentId), text),
    isBrowsing,
  );
  if (days.length === 0) {
    return (
      <Empty icon="clock" title={text.emptyTitle}>
        {text.empty}
      </Empty>
    );
  }
  return (
    <div className={styles.trace}>
      <p className={styles.hidden} role="status">
        {text.shown(days.length)}
      </p>
      {days.map((day) => (
        <TraceDay key={day.name} day={day} />
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

function TraceDay({ day: { name, lines, browsing } }: { readonly day: Day<TraceEntry> }) {
  const text = useText(TRACE_TEXT);
  const formats = useFormats();
  const [latest, ...earlier] = browsing;
  return (
    <section className={styles.day}>
      <h2>{name}</h2>
      <ol className={styles.lines}>
        {lines.map((line) => (
          <TraceLine key={line.acts[0].id} line={line} />
        ))}
        {latest !== undefined && (
          <TraceLine
            isSummary
            line={{
              sentence: browsingSentence(browsing, text, formats.list),
              acts: [latest, ...earlier],
            }}
          />
        )}
      </ol>
    </section>
  );
}

interface TraceLineProps {
  readonly line: Line<TraceEntry>;
  /** Of acts between the others: its last hour would stand out of order. */
  readonly isSummary?: boolean;
}

function TraceLine({ line: { sentence, acts }, isSummary = false }: TraceLineProps) {
  const text = useText(TRACE_TEXT);
  const formats = useFormats();
  const [act] = acts;
  const from = formats.time(acts.at(-1)?.at ?? act.at);
  const to = formats.time(act.at);
  return (
    <li className={styles.line}>
      <time className={styles.time} dateTime={act.at}>
        {isSummary && acts.length > 1 ? null : to}
      </time>
      <div className={styles.what}>
        <p className={act.role === 'agent' ? undefined : styles.another}>
          <SafeText>{sentence}</SafeText>
        </p>
        <p className={styles.about}>
          {act.outcome !== 'done' && (
            <Badge tone="warning">{act.outcome === 'refused' ? text.refusedBadge : text.failedBadge}</Badge>
          )}
          {acts.length > 1 && <span>{text.times(acts.length, from, to)}</span>}
          {act.documentId !== null && act.outcome === 'done' && (
            <Link to={`/documents/${act.documentId}`} aria-label={text.openDocumentOf(sentence)}>
              {text.openDocument}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
