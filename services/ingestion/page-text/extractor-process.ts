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
import { openPdf } from './read-pdf';

function say(message: ExtractorMessage): Promise<void> {
  return new Promise((resolve) => {
    // Waiting until the message is out keeps a fast reader from filling memory ahead of a slow parent.
    process.send?.(message, undefined, undefined, () => resolve());
  });
}

async function readDocument({ pdf, limits, range, bookmarks }: ReadRequest): Promise<void> {
  try {
    const opened = await openPdf(pdf, limits);
    try {
      await say({
        kind: 'opened',
        pageCount: opened.pageCount,
        bookmarks: bookmarks === undefined ? [] : await opened.readBookmarks(bookmarks),
      });
      const lastPage = Math.min(range?.lastPage ?? opened.pageCount, opened.pageCount);
      for (let number = range?.firstPage ?? 1; number <= lastPage; number += 1) {
        await say({ kind: 'page', page: await opened.readPage(number) });
      }
    } finally {
      await opened.close();
    }
    await say({ kind: 'done' });
  } catch (error) {
    await say({ kind: 'failed', code: error instanceof PageTextError ? error.code : 'processing-crash' });
  }
}

watchMemory(Number(process.argv[2]));
process.on('message', (request) => void readDocument(request as ReadRequest));
process.on('disconnect', () => process.exit());
void say({ kind: 'ready' });
