import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Skeleton } from '../../../ui/skeleton';
import { TEXT } from '../text';
import styles from './document.module.css';
import { NoPreview } from './no-preview';
import {
  drawPage,
  type OpenedPdf,
  openPdf,
  type PageDrawing,
  type PDFDocumentProxy,
  textOf,
} from './open-pdf';

const STEP = 5;

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed' }
  | ({ readonly kind: 'open' } & OpenedPdf);

/** The pages of a PDF as pictures, with their text for a screen reader. */
export function PdfPages({ file }: { readonly file: Blob }) {
  const text = useText(TEXT).document;
  const opening = usePdf(file);
  const [shown, setShown] = useState(STEP);
  if (opening.kind === 'opening') return <Skeleton lines={10} />;
  if (opening.kind === 'failed') return <NoPreview />;
  const { pdf } = opening;
  const visible = Math.min(shown, pdf.numPages);
  const left = Math.min(STEP, pdf.numPages - visible);
  return (
    <div className={styles.pages}>
      {Array.from({ length: visible }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number
        <PdfPage key={index} pdf={pdf} number={index + 1} />
      ))}
      {left > 0 && (
        <Button look="secondary" onPress={() => setShown(visible + STEP)}>
          {text.morePages(left)}
        </Button>
      )}
    </div>
  );
}

function usePdf(file: Blob): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  useEffect(() => {
    let gone = false;
    let opened: OpenedPdf | null = null;
    setOpening({ kind: 'opening' });
    openPdf(file).then(
      (pdf) => {
        opened = pdf;
        if (gone) pdf.close();
        else setOpening({ kind: 'open', ...pdf });
      },
      () => {
        if (!gone) setOpening({ kind: 'failed' });
      },
    );
    return () => {
      gone = true;
      opened?.close();
    };
  }, [file]);
  return opening;
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
}

function PdfPage({ pdf, number }: PageProps) {
  const text = useText(TEXT).document;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let drawing: PageDrawing | null = null;
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (gone || canvas.current === null) return;
      drawing = drawPage(page, canvas.current);
      await drawing.drawn;
      const found = await textOf(page);
      if (!gone) setWords(found);
    };
    draw().catch(() => {
      // Leaving the page cancels the drawing: that is no failure.
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      drawing?.cancel();
    };
  }, [pdf, number]);
  if (failed) return <NoPreview />;
  return (
    <figure className={styles.page} aria-label={text.page(number, pdf.numPages)}>
      <div aria-hidden="true">
        <canvas ref={canvas} className={styles.canvas} />
      </div>
      <figcaption className={styles.words} lang="fr">
        {words}
      </figcaption>
      {pdf.numPages > 1 && (
        <p className={styles.number} aria-hidden="true">
          {text.page(number, pdf.numPages)}
        </p>
      )}
    </figure>
  );
}
