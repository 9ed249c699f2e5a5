import { join } from 'node:path';
import { PageReaderUnavailableError, PageTextError } from './errors';
import { createExtractor, type Extractor, type PdfText } from './extractor';
import type { ReadRequest } from './extractor-messages';
import type { PageRange, PdfLimits } from './read-pdf';

export interface PageReaderOptions {
  /** Child processes: documents read at a time. */
  readonly processes: number;
  readonly limits: PdfLimits;
  /** MiB of resident memory of one process; it takes 100 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for opening a document, and for each page of it. */
  readonly stepTime: number;
  /** File of the extractor program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** A file of many documents: what it may cost in place of one document, and what else is to be told of it. */
export interface MergedFile extends Pick<PdfLimits, 'maxBytes' | 'maxPages'> {
  /** Places of the outline, at most. */
  readonly bookmarks: number;
}

/** Reads the text of PDFs, which are hostile, in processes of their own. */
export interface PageReader {
  /**
   * The pages of a document, or those of a range of it; every NIR is masked.
   * Waits while all processes are busy: a caller that awaits holds no more
   * documents in memory than it has calls.
   *
   * @throws PageTextError for this document; others go on. PageReaderUnavailableError: no document is at fault
   */
  read(pdf: Uint8Array, range?: PageRange, file?: MergedFile): Promise<PdfText>;
  /** Ends the processes; documents being read or waiting fail as unavailable. */
  close(): Promise<void>;
}

const DEATHS_PER_DOCUMENT = 3;

export function createPageReader(options: PageReaderOptions): PageReader {
  const { processes, limits, maxMemory, stepTime, entry = join(__dirname, 'extractor-process.js') } = options;
  const all = Array.from({ length: processes }, () => createExtractor({ entry, maxMemory, stepTime }));
  const idle = [...all];
  const waiting: ((extractor: Extractor) => void)[] = [];
  let closed = false;

  function take(): Promise<Extractor> {
    const extractor = idle.pop();
    return extractor ? Promise.resolve(extractor) : new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(extractor: Extractor): void {
    const next = waiting.shift();
    if (next) next(extractor);
    else idle.push(extractor);
  }

  /** A process may die of something else than its document: only one that kills it again and again is to blame. */
  async function readPatiently(extractor: Extractor, request: ReadRequest): Promise<PdfText> {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new PageReaderUnavailableError();
      try {
        return await extractor.read(request);
      } catch (error) {
        if (closed) throw new PageReaderUnavailableError({ cause: error });
        const died = error instanceof PageTextError && error.code === 'processing-crash';
        if (!died || attempt === DEATHS_PER_DOCUMENT) throw error;
      }
    }
  }

  return {
    read: async (pdf, range, file) => {
      const extractor = await take();
      const request = {
        pdf,
        limits: file ? { ...limits, maxBytes: file.maxBytes, maxPages: file.maxPages } : limits,
        ...(range ? { range } : {}),
        ...(file ? { bookmarks: file.bookmarks } : {}),
      };
      try {
        return await readPatiently(extractor, request);
      } finally {
        giveBack(extractor);
      }
    },
    close: async () => {
      closed = true;
      await Promise.all(all.map((extractor) => extractor.stop()));
    },
  };
}
