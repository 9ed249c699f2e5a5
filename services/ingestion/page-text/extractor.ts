import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PageReaderUnavailableError, PageTextError } from './errors';
import type { ExtractorMessage, ReadRequest } from './extractor-messages';
import { MEMORY_SIGNAL } from './memory-watch';
import type { PageText } from './page-text';

/** What a file says when read: how many pages it has, and those that were asked for. */
export interface PdfText {
  readonly pageCount: number;
  readonly pages: readonly PageText[];
}

export interface ExtractorOptions {
  /** File of the extractor program. */
  readonly entry: string;
  /** MiB of resident memory; the process takes 150 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for opening a document, and for each page of it. */
  readonly stepTime: number;
}

/** Node starts and loads pdf.js in half a second; a loaded machine takes longer. Milliseconds. */
const START_TIME = 30_000;

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
export function createExtractor(options: ExtractorOptions): Extractor {
  let child: ChildProcess | undefined;

  function start(): Promise<ChildProcess> {
    const started = fork(options.entry, [String(options.maxMemory)], {
      // The heap may not be what ends it first: that would be an abort.
      execArgv: [`--max-old-space-size=${2 * options.maxMemory}`],
      env: {},
      serialization: 'advanced',
      // What a parser prints quotes the document.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child = started;
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => started.kill('SIGKILL'), START_TIME);
      const failed = (): void => {
        clearTimeout(timer);
        reject(new PageReaderUnavailableError());
      };
      started.once('error', failed);
      started.once('exit', failed);
      started.once('message', () => {
        clearTimeout(timer);
        started.off('exit', failed);
        resolve(started);
      });
    });
  }

  async function read(request: ReadRequest): Promise<PdfText> {
    const reader = child?.connected ? child : await start();
    return converse(reader, request, options.stepTime);
  }

  async function stop(): Promise<void> {
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return { read, stop };
}

function converse(child: ChildProcess, request: ReadRequest, stepTime: number): Promise<PdfText> {
  return new Promise((resolve, reject) => {
    const pages: PageText[] = [];
    let pageCount = 0;
    let silent = false;
    const timer = setTimeout(() => {
      silent = true;
      child.kill('SIGKILL');
    }, stepTime);

    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      child.off('message', listen);
      child.off('exit', died);
      settle();
    };
    const died = (_code: number | null, signal: NodeJS.Signals | null): void => {
      const overLimit = silent || signal === MEMORY_SIGNAL;
      finish(() => reject(new PageTextError(overLimit ? 'over-limit' : 'processing-crash')));
    };
    const listen = (raw: unknown): void => {
      timer.refresh();
      const message = raw as ExtractorMessage;
      if (message.kind === 'opened') pageCount = message.pageCount;
      else if (message.kind === 'page') pages.push(message.page);
      else if (message.kind === 'done') finish(() => resolve({ pageCount, pages }));
      else if (message.kind === 'failed') finish(() => reject(new PageTextError(message.code)));
    };
    child.on('message', listen);
    child.once('exit', died);
    child.send(request, (error) => {
      // The pipe broke: the exit that follows is what gets reported.
      if (error) child.kill('SIGKILL');
    });
  });
}
