import { checkStreams } from './check-streams';
import { PageTextError } from './errors';
import { findDrawing } from './find-drawing';
import { joinGlyphs } from './join-glyphs';
import { layOutText, type PlacedText } from './lay-out-text';
import { type Bookmark, listBookmarks } from './list-bookmarks';
import { maskLine } from './mask-line';
import type { PageText } from './page-text';
import type { Pdfium, PdfiumCalls } from './pdfium';
import { readGlyphs } from './read-glyphs';

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
  readBookmarks(most: number): Bookmark[];
  /** @throws PageTextError */
  readPage(number: number): PageText;
  /** Nothing of it is left in memory. */
  close(): void;
}

const HEADER = Buffer.from('%PDF-');
/** Readers accept the header within the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const HEADER_WITHIN = 1024;
const TRAILER_WITHIN = 2048;

/** Of `FPDF_GetLastError`: a password is asked for; the kind of encryption is unknown. */
const ENCRYPTED = new Set([4, 5]);
/** Of `FPDF_GetSecurityHandlerRevision`. */
const NOT_ENCRYPTED = -1;
/** For the small structures that PDFium writes. Bytes. */
const SCRATCH = 64;

/**
 * Opens a PDF for reading its text, as the only document in this PDFium until
 * it is closed. The bytes are hostile: this runs only in the extractor process.
 * No script runs, nothing is drawn, nothing is fetched.
 *
 * @throws PageTextError `not-a-pdf`, `pdf-encrypted` (also with an empty user
 * password), `pdf-damaged` (a file cut short included), `pdf-empty`, `over-limit`
 */
export function openPdf({ calls, forget }: Pdfium, bytes: Uint8Array, limits: PdfLimits): OpenedPdf {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkFrame(file, limits);
  checkStreams(file);
  try {
    const document = loadDocument(calls, bytes);
    const pageCount = calls._FPDF_GetPageCount(document);
    if (pageCount <= 0) throw new PageTextError('pdf-empty');
    if (pageCount > limits.maxPages) throw new PageTextError('over-limit');
    const scratch = calls._malloc(SCRATCH);
    return {
      pageCount,
      readPage: (number) => {
        const page = calls._FPDF_LoadPage(document, number - 1);
        if (page === 0) throw new PageTextError('pdf-damaged');
        const glyphs = readGlyphs(calls, page, { scratch, maxSigns: limits.maxTextPerPage });
        const runs = joinGlyphs(glyphs);
        const hasDrawing = printedLength(runs) < SCARCE_TEXT && findDrawing(calls, page);
        calls._FPDF_ClosePage(page);
        const lines = layOutText(runs);
        return { number, hasDrawing, lines: lines.map((line) => ({ ...line, cells: maskLine(line.cells) })) };
      },
      readBookmarks: (most) => listBookmarks(calls, document, most),
      close: forget,
    };
  } catch (error) {
    forget();
    throw error;
  }
}

function loadDocument(calls: PdfiumCalls, bytes: Uint8Array): number {
  const data = calls._malloc(bytes.length);
  if (data === 0) throw new PageTextError('over-limit');
  calls.HEAPU8.set(bytes, data);
  const document = calls._FPDF_LoadMemDocument(data, bytes.length, 0);
  if (document === 0) {
    throw new PageTextError(ENCRYPTED.has(calls._FPDF_GetLastError()) ? 'pdf-encrypted' : 'pdf-damaged');
  }
  if (calls._FPDF_GetSecurityHandlerRevision(document) !== NOT_ENCRYPTED) {
    throw new PageTextError('pdf-encrypted');
  }
  return document;
}

function checkFrame(file: Buffer, limits: PdfLimits): void {
  if (file.length === 0) throw new PageTextError('pdf-empty');
  if (file.length > limits.maxBytes) throw new PageTextError('over-limit');
  if (!file.subarray(0, HEADER_WITHIN).includes(HEADER)) throw new PageTextError('not-a-pdf');
  // PDFium would rebuild a file cut short from what is left of it: a slip with pages missing.
  if (!file.subarray(-TRAILER_WITHIN).includes('startxref')) throw new PageTextError('pdf-damaged');
}

/** Characters: a page number, or "left blank", is shorter. */
const SCARCE_TEXT = 120;

function printedLength(runs: readonly PlacedText[]): number {
  return runs.reduce((sum, run) => sum + run.text.length, 0);
}
