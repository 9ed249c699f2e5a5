import type { PDFDocumentProxy } from 'pdfjs-dist';
import { maskNir } from '../nir';

/** A place of the file's outline. */
export interface Bookmark {
  /** Every NIR masked. */
  readonly title: string;
  /** From 1. */
  readonly page: number;
}

type Outline = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>;

/** Longer is no heading; it is cut. Characters. */
const LONGEST_TITLE = 300;

/** In outline order, every depth. What points nowhere, or out of the file, is left out. */
export async function listBookmarks(document: PDFDocumentProxy, most: number): Promise<Bookmark[]> {
  const bookmarks: Bookmark[] = [];
  const waiting: Outline = [...((await document.getOutline()) ?? [])].reverse();
  // Counted, too: entries that point nowhere cost time as well.
  for (let seen = 0; seen < most; seen += 1) {
    const entry = waiting.pop();
    if (entry === undefined) break;
    for (const child of [...(entry.items ?? [])].reverse()) waiting.push(child);
    const page = await pageOf(document, entry.dest);
    if (page !== null) bookmarks.push({ title: maskNir(entry.title.slice(0, LONGEST_TITLE)), page });
  }
  return bookmarks;
}

async function pageOf(document: PDFDocumentProxy, dest: Outline[number]['dest']): Promise<number | null> {
  try {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const target: unknown = explicit?.[0];
    if (typeof target === 'number') return inFile(document, target + 1);
    if (typeof target !== 'object' || target === null) return null;
    return inFile(document, (await document.getPageIndex(target as { num: number; gen: number })) + 1);
  } catch {
    // A destination that is none is no hint; the pages speak for themselves.
    return null;
  }
}

function inFile({ numPages }: PDFDocumentProxy, page: number): number | null {
  return Number.isInteger(page) && page >= 1 && page <= numPages ? page : null;
}
