import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;

export type { PDFDocumentProxy, PDFPageProxy };

export interface OpenedPdf {
  readonly pdf: PDFDocumentProxy;
  close(): void;
}

/** Opens a file for drawing: nothing of it runs, and nothing is fetched for it. @throws whatever pdf.js finds wrong */
export async function openPdf(file: Blob): Promise<OpenedPdf> {
  const task = getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    // The content security policy allows neither; images that need it are decoded without.
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: true,
    enableXfa: false,
  });
  const pdf = await task.promise;
  return { pdf, close: () => void task.destroy() };
}

/** Of the canvas, in its own pixels: enough to be read when a phone zooms in, not so much that it runs out of memory. */
const NARROWEST = 1400;
const WIDEST = 2200;

export interface PageDrawing {
  /** Settles when the page is drawn. */
  readonly drawn: Promise<void>;
  cancel(): void;
}

export function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement): PageDrawing {
  const wanted = canvas.clientWidth * devicePixelRatio;
  const { width } = page.getViewport({ scale: 1 });
  const scale = Math.min(Math.max(wanted, NARROWEST), WIDEST) / width;
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport });
  return { drawn: task.promise, cancel: () => task.cancel() };
}

/** What the page says, for whoever does not see it. */
export async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : ''))
    .join('')
    .trim();
}
