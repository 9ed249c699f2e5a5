import { join } from 'node:path';
import { PageTextError } from './errors';
import { createExtractor, type Extractor, type PdfText } from './extractor';
import type { PageRange, PdfLimits } from './read-pdf';

export interface PageReaderOptions {
  /** Child processes: documents read at a time. */
  readonly processes: number;
  readonly limits: PdfLimits;
  /** MiB of resident memory of one process; it takes 150 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for opening a document, and for each page of it. */
  readonly stepTime: number;
  /** File of the extractor program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** Reads the text of PDFs, which are hostile, in processes of their own. */
export interface PageReader {
  /**
   * The pages of a document, or those of a range of it; every NIR is masked.
   * Waits while all processes are busy: a caller that awaits holds no more
   * documents in memory than it has calls.
   *
   * @throws PageTextError for this document; others go on
   */
  read(pdf: Uint8Array, range?: PageRange): Promise<PdfText>;
  /** Ends the processes; documents being read or waiting fail with `processing-crash`. */
  close(): Promise<void>;
}

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

  return {
    read: async (pdf, range) => {
      const extractor = await take();
      try {
        if (closed) throw new PageTextError('processing-crash');
        return await extractor.read(range ? { pdf, limits, range } : { pdf, limits });
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
