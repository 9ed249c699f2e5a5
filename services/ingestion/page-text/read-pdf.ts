import { PageTextError } from './errors';
import { findDrawing } from './find-drawing';
import { layOutText, type PlacedText } from './lay-out-text';
import { type Bookmark, listBookmarks } from './list-bookmarks';
import { maskLine } from './mask-line';
import type { PageText } from './page-text';

/** What one document may cost. */
export interface PdfLimits {
  readonly maxBytes: number;
  /** Of the document, whatever range of it is read. */
  readonly maxPages: number;
  /** Characters. */
  readonly maxTextPerPage: number;
}

/** Pages of the document to read, from 1, both inclusive. */
export interface PageRange {
  readonly firstPage: number;
  readonly lastPage: number;
}

export interface OpenedPdf {
  readonly pageCount: number;
  /** Places of the outline that are pages of the file, at any depth, at most as many as asked; every NIR masked. */
  readBookmarks(most: number): Promise<Bookmark[]>;
  readPage(number: number): Promise<PageText>;
  close(): Promise<void>;
}

const HEADER = Buffer.from('%PDF-');
/** Readers accept the header within the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const HEADER_WITHIN = 1024;
const TRAILER_WITHIN = 2048;

/**
 * Opens a PDF for reading its text. The bytes are hostile: this runs only in
 * the extractor process. No script is evaluated, no font is loaded, nothing is
 * fetched.
 *
 * @throws PageTextError `not-a-pdf`, `pdf-encrypted` (also with an empty user
 * password), `pdf-damaged` (a file cut short included), `pdf-empty`, `over-limit`
 */
export async function openPdf(bytes: Uint8Array, limits: PdfLimits): Promise<OpenedPdf> {
  checkFrame(bytes, limits);
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = pdfjs.getDocument({
    // A copy: pdf.js takes no Buffer and detaches the memory it is given, which may be shared.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: true,
    enableXfa: false,
    // No image is ever decoded: one that would be ends the listing of what a page draws.
    maxImageSize: 0,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const document = await ofFile(task.promise);
    const { info } = await ofFile(document.getMetadata());
    if ((info as { EncryptFilterName?: string | null }).EncryptFilterName)
      throw new PageTextError('pdf-encrypted');
    if (document.numPages === 0) throw new PageTextError('pdf-empty');
    if (document.numPages > limits.maxPages) throw new PageTextError('over-limit');
    return {
      pageCount: document.numPages,
      readPage: async (number) => {
        const page = await ofFile(document.getPage(number));
        const content = await ofFile(page.getTextContent());
        const { transform } = page.getViewport({ scale: 1 });
        const items = content.items.flatMap((item) => ('str' in item ? [item] : []));
        const length = items.reduce((sum, item) => sum + item.str.length, 0);
        if (length > limits.maxTextPerPage) throw new PageTextError('over-limit');
        const hasDrawing = printedLength(items) < SCARCE_TEXT && (await findDrawing(page, pdfjs.OPS));
        page.cleanup();
        const lines = layOutText(items.flatMap((item) => placeText(item, transform)));
        return {
          number,
          hasDrawing,
          lines: lines.map((line) => ({ ...line, cells: maskLine(line.cells) })),
        };
      },
      readBookmarks: (most) => ofFile(listBookmarks(document, most)),
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    throw error;
  }
}

/** What pdf.js cannot read is the file's fault; its message, which quotes the file, stays a cause. */
async function ofFile<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    throw new PageTextError(encrypted ? 'pdf-encrypted' : 'pdf-damaged', { cause: error });
  }
}

function checkFrame(bytes: Uint8Array, limits: PdfLimits): void {
  if (bytes.length === 0) throw new PageTextError('pdf-empty');
  if (bytes.length > limits.maxBytes) throw new PageTextError('over-limit');
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, HEADER_WITHIN).includes(HEADER)) throw new PageTextError('not-a-pdf');
  // pdf.js would rebuild a file cut short from what is left of it: a slip with pages missing.
  if (!file.subarray(-TRAILER_WITHIN).includes('startxref')) throw new PageTextError('pdf-damaged');
}

/** Characters: a page number, or "left blank", is shorter. */
const SCARCE_TEXT = 120;

function printedLength(items: readonly TextItem[]): number {
  return items.reduce((sum, item) => sum + item.str.trim().length, 0);
}

/** What pdf.js tells of a run of text. */
interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** From the PDF's own space (origin below, any page rotation) to the page as it is read. */
function placeText(item: TextItem, page: number[]): PlacedText[] {
  const [a, b, c, d, e, f] = multiply(page, item.transform);
  const height = Math.hypot(c, d);
  // Type that does not run from left to right (stamps, side notes) belongs to no line.
  const upright = Math.abs(b) < 0.1 * Math.abs(a) && a > 0;
  return upright && item.str !== '' && height > 0
    ? [{ text: item.str, left: e, top: f, width: item.width, height }]
    : [];
}

type Matrix = [number, number, number, number, number, number];

function multiply(outer: readonly number[], inner: readonly number[]): Matrix {
  const [a, b, c, d, e, f] = outer as Matrix;
  const [g, h, i, j, k, l] = inner as Matrix;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
