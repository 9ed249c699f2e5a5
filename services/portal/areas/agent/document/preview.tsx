import { lazy, Suspense } from 'react';
import { useText } from '../../../i18n/language-context';
import { Failure } from '../../../ui/failure';
import { Progress } from '../../../ui/progress';
import { Skeleton } from '../../../ui/skeleton';
import { TEXT } from '../text';
import type { useDocumentFile } from '../use-document-file';
import styles from './document.module.css';
import { NoPreview } from './no-preview';

/** The library that draws is large: it comes when there is something to draw. Without it the rest of the page stands. */
const PdfPages = lazy(() =>
  import('./pdf-pages').then(
    ({ PdfPages: found }) => ({ default: found }),
    () => ({ default: NoPreview }),
  ),
);

interface PreviewProps {
  readonly file: ReturnType<typeof useDocumentFile>;
}

export function Preview({ file: { query, share } }: PreviewProps) {
  const text = useText(TEXT).document;
  return (
    <section className={styles.frame} aria-labelledby="preview">
      <h2 id="preview" className={styles.hidden}>
        {text.preview}
      </h2>
      {query.isPending && (
        <div className={styles.waiting}>
          <Progress label={text.loading} share={share} />
        </div>
      )}
      {query.isError && (
        <Failure
          error={query.error}
          sentences={{ 'document-damaged': text.damaged }}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && (
        <Suspense fallback={<Skeleton lines={10} />}>
          <PdfPages file={query.data} />
          <p className={styles.zoomHint}>{text.zoomHint}</p>
        </Suspense>
      )}
    </section>
  );
}
