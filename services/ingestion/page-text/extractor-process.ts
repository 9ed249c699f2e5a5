/**
 * Program of a kept child process that reads the text of PDFs. It parses
 * hostile bytes: it holds no secret (its environment is empty), ends itself
 * beyond a memory cap, and whoever started it kills it when it falls silent.
 *
 * Argument: the cap in MiB of resident memory.
 */
import { PageTextError } from './errors';
import type { ExtractorMessage, ReadRequest } from './extractor-messages';
import { watchMemory } from './memory-watch';
import { loadPdfium, type Pdfium } from './pdfium';
import { openPdf } from './read-pdf';

/** Memory of WebAssembly never shrinks: beyond this, the next document would be blamed for it. Bytes. */
const MEMORY_OF_A_DOCUMENT = 64 * 2 ** 20;

function say(message: ExtractorMessage): Promise<void> {
  return new Promise((resolve) => {
    // Waiting until the message is out keeps a fast reader from filling memory ahead of a slow parent.
    process.send?.(message, undefined, undefined, () => resolve());
  });
}

async function readDocument(pdfium: Pdfium, { pdf, limits, range, bookmarks }: ReadRequest): Promise<void> {
  try {
    const opened = openPdf(pdfium, pdf, limits);
    try {
      await say({
        kind: 'opened',
        pageCount: opened.pageCount,
        bookmarks: bookmarks === undefined ? [] : opened.readBookmarks(bookmarks),
      });
      const lastPage = Math.min(range?.lastPage ?? opened.pageCount, opened.pageCount);
      for (let number = range?.firstPage ?? 1; number <= lastPage; number += 1) {
        await say({ kind: 'page', page: opened.readPage(number) });
      }
    } finally {
      opened.close();
    }
    await say({ kind: 'done', spent: hasGrown(pdfium) });
  } catch (error) {
    // What the parser itself throws leaves it in an unknown state, its stack included.
    const code = error instanceof PageTextError ? error.code : 'processing-crash';
    await say({ kind: 'failed', code, spent: code === 'processing-crash' || hasGrown(pdfium) });
  }
}

function hasGrown({ calls }: Pdfium): boolean {
  return calls.HEAPU8.length > MEMORY_OF_A_DOCUMENT;
}

async function main(): Promise<void> {
  watchMemory(Number(process.argv[2]));
  process.on('disconnect', () => process.exit());
  const pdfium = await loadPdfium();
  process.on('message', (request) => void readDocument(pdfium, request as ReadRequest));
  await say({ kind: 'ready' });
}

void main();
