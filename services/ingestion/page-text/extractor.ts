import { converse, createKeptProcess, ProcessDeathError } from '../child-process/kept-process';
import { PageTextError } from './errors';
import type { ExtractorMessage, ReadRequest } from './extractor-messages';
import type { Bookmark } from './list-bookmarks';
import type { PageText } from './page-text';

/** What a file says when read: how many pages it has, and those that were asked for. */
export interface PdfText {
  readonly pageCount: number;
  /** Where they were asked for. */
  readonly bookmarks: readonly Bookmark[];
  readonly pages: readonly PageText[];
}

export interface ExtractorOptions {
  /** File of the extractor program. */
  readonly entry: string;
  /** MiB of resident memory; the process takes 100 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for opening a document, and for each page of it. */
  readonly stepTime: number;
}

/** One child process and the one document it reads. */
export interface Extractor {
  /** @throws PageTextError */
  read(request: ReadRequest): Promise<PdfText>;
  /** Resolves once the process is gone. */
  stop(): Promise<void>;
}

/**
 * Keeps a child process for reading PDFs: started at the first document,
 * killed when it is silent for too long, started again for the next document.
 * A death concerns only the document being read.
 */
export function createExtractor({ entry, maxMemory, stepTime }: ExtractorOptions): Extractor {
  const kept = createKeptProcess({ entry, maxMemory });

  async function read(request: ReadRequest): Promise<PdfText> {
    const child = await kept.get();
    const pages: PageText[] = [];
    let opened: Pick<PdfText, 'pageCount' | 'bookmarks'> = { pageCount: 0, bookmarks: [] };
    try {
      return await converse<ExtractorMessage, PdfText>(child, {
        stepTime,
        requests: [request],
        listen(message) {
          if ((message.kind === 'done' || message.kind === 'failed') && message.spent) kept.retire();
          if (message.kind === 'opened') opened = message;
          else if (message.kind === 'page') pages.push(message.page);
          else if (message.kind === 'failed') throw new PageTextError(message.code);
          const { pageCount, bookmarks } = opened;
          return message.kind === 'done' ? { pageCount, bookmarks, pages } : undefined;
        },
      });
    } catch (error) {
      throw error instanceof ProcessDeathError ? new PageTextError(error.code) : error;
    }
  }

  return { read, stop: kept.stop };
}
