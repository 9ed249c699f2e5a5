import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { converse, createKeptProcess, ProcessDeathError } from '../child-process/kept-process';
import { PageReaderUnavailableError } from '../page-text/errors';
import type { CutterMessage, CutterRequest } from './cutter-messages';
import { PageCutError } from './errors';

/** What one merged PDF may cost. */
export interface MergedPdfLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
}

export interface PageCutterOptions {
  readonly limits: MergedPdfLimits;
  /** MiB of resident memory of the process, the source that it keeps included; it takes 100 before it holds any. */
  readonly maxMemory: number;
  /** Milliseconds for opening a source, and for each cut. */
  readonly stepTime: number;
  /** File of the cutting program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** Cuts slips out of one merged PDF, in a capped process of its own. */
export interface PageCutter {
  /**
   * Costs nothing yet: the source goes to the process at the first cut, and stays there until another
   * source is cut from or this one is closed. Who works on two sources in turn pays for sending each again.
   *
   * @param source kept by reference until `close`; may not change
   */
  open(source: Buffer): OpenSource;
  /** Ends the process; cuts that run or wait fail as unavailable. */
  stop(): Promise<void>;
}

/** One merged PDF. Its cuts may be called at once: they are made one after the other. */
export interface OpenSource {
  /**
   * A PDF of these pages alone: no glyph, image, form or name that they do not use, nothing of the document
   * around them (bookmarks, form fields, attachments, metadata, structure, scripts).
   *
   * The same source and pages give the same bytes on every machine and in every process: a retry compares
   * what an earlier, killed attempt left behind.
   *
   * @param pages from 1, in reading order (may be `[22, 21]`); at least one, none twice
   * @throws PageCutError: the file is at fault, others go on. PageReaderUnavailableError: no document is at fault
   */
  cut(pages: readonly number[]): Promise<Buffer>;
  /** Lets the process forget the source. Cuts that were asked for before are still made. */
  close(): void;
}

/** A process may die of something else than its source: only one that kills it again and again is to blame. */
const DEATHS_PER_CUT = 3;
/** The source is sent in pieces: the parent holds one copy of it, and the child too. Bytes. */
const PART = 4 * 2 ** 20;
const HEADER = Buffer.from('%PDF-');

interface Source {
  readonly bytes: Buffer;
  closed: boolean;
  /** What made it unfit as a whole: not to be sent again. */
  fault: PageCutError | null;
}

/** The process is started at the first cut, and again at the next after it died. */
export function createPageCutter(options: PageCutterOptions): PageCutter {
  const { limits, maxMemory, stepTime, entry = join(__dirname, 'cutter-process.js') } = options;
  const kept = createKeptProcess({ entry, maxMemory });
  let held: { readonly child: ChildProcess; readonly source: Source } | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function ask(source: Source, pages: readonly number[]): Promise<Buffer> {
    const child = await kept.get();
    if (held?.child !== child || held.source !== source) {
      held = null;
      await converse<CutterMessage, true>(child, {
        stepTime,
        requests: sourceRequests(source.bytes, limits),
        listen: (message) => (readAnswer(message).kind === 'opened' ? true : undefined),
      }).catch((error: unknown) => {
        source.fault = faultOf(error);
        throw error;
      });
      held = { child, source };
    }
    return converse<CutterMessage, Buffer>(child, {
      stepTime,
      requests: [{ kind: 'cut', pages } satisfies CutterRequest],
      listen(message) {
        const answer = readAnswer(message);
        return answer.kind === 'cut' ? checkSlip(answer.slip) : undefined;
      },
    });
  }

  async function cutPatiently(source: Source, pages: readonly number[]): Promise<Buffer> {
    if (source.bytes.length > limits.maxBytes) throw new PageCutError('over-limit');
    for (let attempt = 1; ; attempt += 1) {
      if (stopped) throw new PageReaderUnavailableError();
      if (source.fault) throw source.fault;
      try {
        return await ask(source, pages);
      } catch (error) {
        if (stopped) throw new PageReaderUnavailableError({ cause: error });
        if (!(error instanceof ProcessDeathError)) throw error;
        if (error.code === 'over-limit' || attempt === DEATHS_PER_CUT) throw new PageCutError(error.code);
      }
    }
  }

  /** Says so to the process only where it holds this one: it never waits for an answer. */
  async function forget(source: Source): Promise<void> {
    if (held?.source !== source) return;
    const { child } = held;
    held = null;
    // A process that is gone has forgotten: none is started to be told.
    if (!child.connected) return;
    await converse<CutterMessage, true>(child, {
      stepTime,
      requests: [{ kind: 'forget' } satisfies CutterRequest],
      listen: (message) => message.kind === 'forgotten' || undefined,
    });
  }

  return {
    open(bytes) {
      const source: Source = { bytes, closed: false, fault: null };
      return {
        async cut(pages) {
          if (source.closed) throw new RangeError('the source is closed');
          checkPages(pages);
          return inTurn(() => cutPatiently(source, [...pages]));
        },
        close() {
          source.closed = true;
          // The only failure is the death of the process, and then it has forgotten too.
          void inTurn(() => forget(source)).catch(() => undefined);
        },
      };
    },
    async stop() {
      stopped = true;
      await kept.stop();
      await turn;
    },
  };
}

function* sourceRequests(source: Buffer, { maxPages }: MergedPdfLimits): Iterable<CutterRequest> {
  yield { kind: 'source', bytes: source.length, maxPages };
  for (let at = 0; at < source.length; at += PART) {
    yield { kind: 'part', at, data: source.subarray(at, at + PART) };
  }
  yield { kind: 'open' };
}

/** A death that may be of another cause is no fault yet: the next attempt tells. */
function faultOf(error: unknown): PageCutError | null {
  if (error instanceof PageCutError) return error;
  return error instanceof ProcessDeathError && error.code === 'over-limit'
    ? new PageCutError('over-limit')
    : null;
}

function readAnswer(message: CutterMessage): CutterMessage {
  if (message.kind === 'failed') throw new PageCutError(message.code);
  return message;
}

/** What comes out of a process that read hostile bytes is not trusted either. */
function checkSlip(slip: Uint8Array): Buffer {
  const bytes = Buffer.from(slip.buffer, slip.byteOffset, slip.byteLength);
  if (!bytes.subarray(0, HEADER.length).equals(HEADER)) throw new PageCutError('processing-crash');
  return bytes;
}

function checkPages(pages: readonly number[]): void {
  const isPage = (page: number) => Number.isSafeInteger(page) && page > 0;
  if (pages.length === 0 || !pages.every(isPage) || new Set(pages).size < pages.length) {
    throw new RangeError('a slip is at least one page, and none twice');
  }
}
