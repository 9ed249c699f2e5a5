import { lazy, Suspense, useEffect, useRef } from 'react';
import { isProblem } from '../../../api/failures';
import type { EmployerDocument } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Row } from '../../../ui/page';
import { Progress } from '../../../ui/progress';
import { Skeleton } from '../../../ui/skeleton';
import { saveFile } from '../../agent/save-file';
import styles from '../hr-documents.module.css';
import { TEXT } from '../text';
import type { useDocumentFile } from '../use-document-file';

/** The library that draws is large: it comes when there is something to draw. */
const PdfPages = lazy(async () => ({ default: (await import('../../agent/document/pdf-pages')).PdfPages }));

interface ContentProps {
  readonly document: EmployerDocument;
  readonly file: ReturnType<typeof useDocumentFile>;
}

interface ContentActionsProps extends ContentProps {
  readonly shown: boolean;
  onShow(): void;
}

/** Read only on purpose: the agent sees in their trace that it was. */
export function ContentActions({
  document,
  file: { query, share, read },
  shown,
  onShow,
}: ContentActionsProps) {
  const text = useText(TEXT);
  const save = async () => {
    const file = await read();
    if (file !== undefined) saveFile(file, document.fileName);
  };
  const show = async () => {
    if ((await read()) !== undefined) onShow();
  };
  return (
    <>
      <Row>
        <Button isDisabled={query.isFetching} onPress={() => void save()}>
          <Icon name="download" />
          {text.one.download}
        </Button>
        {!shown && (
          <Button look="secondary" isDisabled={query.isFetching} onPress={() => void show()}>
            <Icon name="eye" />
            {text.one.open}
          </Button>
        )}
      </Row>
      <p className={styles.quiet}>
        {document.agentCopy === 'released' ? text.one.traced : text.one.journaled}
      </p>
      {query.isFetching && <Progress label={text.list.downloading} share={share} />}
      {query.isError && !query.isFetching && !isProblem(query.error, 'document-damaged') && (
        <Failure error={query.error} onRetry={() => void read()} />
      )}
    </>
  );
}

/** Its pages, once somebody wanted to see them. */
export function Preview({ file: { query } }: Pick<ContentProps, 'file'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = useText(TEXT).one;
  // The button that was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  if (query.data === undefined) return null;
  return (
    <section className={styles.pages} aria-labelledby="preview">
      <h2 id="preview" ref={heading} tabIndex={-1}>
        {text.preview}
      </h2>
      <Suspense fallback={<Skeleton lines={10} />}>
        <PdfPages file={query.data} />
      </Suspense>
    </section>
  );
}
