import { lazy, Suspense, useState } from 'react';
import { isProblem } from '../../../api/failures';
import type { EmployerDocument } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Row, Stack } from '../../../ui/page';
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

/** Read only on purpose: the agent sees in their trace that it was. */
export function Content({ document, file: { query, share, read } }: ContentProps) {
  const text = useText(TEXT);
  const [shown, setShown] = useState(false);
  const save = async () => {
    const file = await read();
    if (file !== undefined) saveFile(file, document.fileName);
  };
  const show = async () => {
    if ((await read()) !== undefined) setShown(true);
  };
  return (
    <Stack>
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
      <p className={styles.quiet}>{text.one.traced}</p>
      {query.isFetching && <Progress label={text.list.downloading} share={share} />}
      {query.isError && !query.isFetching && !isProblem(query.error, 'document-damaged') && (
        <Failure error={query.error} onRetry={() => void read()} />
      )}
      {shown && query.data !== undefined && (
        <Suspense fallback={<Skeleton lines={10} />}>
          <div className={styles.pages}>
            <PdfPages file={query.data} />
          </div>
        </Suspense>
      )}
    </Stack>
  );
}
