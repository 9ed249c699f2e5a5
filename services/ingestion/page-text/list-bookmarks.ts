import { maskNir } from '../nir';
import type { PdfiumCalls } from './pdfium';

/** A place of the file's outline. */
export interface Bookmark {
  /** Every NIR masked. */
  readonly title: string;
  /** From 1. */
  readonly page: number;
}

/** Longer is no heading; it is cut. Characters. */
const LONGEST_TITLE = 300;
/** A longer title is not fetched at all. Bytes. */
const MOST_BYTES = 64 * 1024;

/** In outline order, every depth. What points nowhere, or out of the file, is left out. */
export function listBookmarks(calls: PdfiumCalls, document: number, most: number): Bookmark[] {
  const bookmarks: Bookmark[] = [];
  const waiting = [calls._FPDFBookmark_GetFirstChild(document, 0)];
  // Counted, too: entries that point nowhere cost time as well, and a circle ends.
  for (let seen = 0; seen < most; seen += 1) {
    let entry = waiting.pop();
    while (entry === 0) entry = waiting.pop();
    if (entry === undefined) break;
    waiting.push(calls._FPDFBookmark_GetNextSibling(document, entry));
    waiting.push(calls._FPDFBookmark_GetFirstChild(document, entry));
    const page = pageOf(calls, document, entry);
    if (page !== null) bookmarks.push({ title: titleOf(calls, entry), page });
  }
  return bookmarks;
}

/** A destination that is none is no hint; the pages speak for themselves. */
function pageOf(calls: PdfiumCalls, document: number, entry: number): number | null {
  const destination = calls._FPDFBookmark_GetDest(document, entry);
  if (destination === 0) return null;
  const index = calls._FPDFDest_GetDestPageIndex(document, destination);
  return index >= 0 && index < calls._FPDF_GetPageCount(document) ? index + 1 : null;
}

/** PDFium tells UTF-16LE, with a zero at the end. */
function titleOf(calls: PdfiumCalls, entry: number): string {
  const size = calls._FPDFBookmark_GetTitle(entry, 0, 0);
  if (size <= 2 || size > MOST_BYTES) return '';
  const address = calls._malloc(size);
  if (address === 0) return '';
  calls._FPDFBookmark_GetTitle(entry, address, size);
  const title = Buffer.from(calls.HEAPU8.subarray(address, address + size - 2)).toString('utf16le');
  calls._free(address);
  return maskNir(title.slice(0, LONGEST_TITLE));
}
