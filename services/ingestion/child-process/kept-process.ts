import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PageReaderUnavailableError } from '../page-text/errors';
import { MEMORY_SIGNAL } from '../page-text/memory-watch';

/** How a process that works on hostile files ended instead of answering. */
export class ProcessDeathError extends Error {
  constructor(
    /** `over-limit`: silent for too long, or beyond its memory. */
    readonly code: 'over-limit' | 'processing-crash',
  ) {
    super(code);
    this.name = 'ProcessDeathError';
  }
}

export interface KeptProcessOptions {
  /** File of the program. It says something once it is ready, and knows its memory cap from its argument. */
  readonly entry: string;
  /** MiB of resident memory. */
  readonly maxMemory: number;
}

/** One child process that is started when it is needed, and again after it died. */
export interface KeptProcess {
  /** @throws PageReaderUnavailableError where it cannot be started, or is stopped meanwhile */
  get(): Promise<ChildProcess>;
  /** Ends it after its answer: the next one who asks gets another. */
  retire(): void;
  /** Resolves once the process is gone. */
  stop(): Promise<void>;
}

/** Node starts and loads its program in half a second; a loaded machine takes longer. Milliseconds. */
const START_TIME = 30_000;

export function createKeptProcess({ entry, maxMemory }: KeptProcessOptions): KeptProcess {
  let child: ChildProcess | undefined;

  function start(): Promise<ChildProcess> {
    const started = fork(entry, [String(maxMemory)], {
      // The heap may not be what ends it first: that would be an abort.
      execArgv: [`--max-old-space-size=${2 * maxMemory}`],
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

  return {
    get: async () => (child?.connected ? child : start()),
    retire() {
      // Disconnected at once, so that nothing is given to it while it dies.
      child?.disconnect();
      child?.kill('SIGKILL');
    },
    async stop() {
      if (!child) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** What is said to a process, and what its answers make of it. */
export interface Conversation<Message, Answer> {
  /** Milliseconds of silence after which it is killed. */
  readonly stepTime: number;
  /** Sent one after the other, each once the one before has left: what is large is not held twice. */
  readonly requests: Iterable<object>;
  /** The answer, once there is one. What it throws is the conversation's failure. */
  listen(message: Message): Answer | undefined;
}

/** @throws ProcessDeathError, and whatever `listen` throws */
export function converse<Message, Answer>(
  child: ChildProcess,
  { stepTime, requests, listen }: Conversation<Message, Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let silent = false;
    const timer = setTimeout(() => {
      silent = true;
      child.kill('SIGKILL');
    }, stepTime);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', died);
      settle();
    };
    const died = (_code: number | null, signal: NodeJS.Signals | null): void => {
      const overLimit = silent || signal === MEMORY_SIGNAL;
      finish(() => reject(new ProcessDeathError(overLimit ? 'over-limit' : 'processing-crash')));
    };
    const hear = (raw: unknown): void => {
      timer.refresh();
      try {
        const answer = listen(raw as Message);
        if (answer !== undefined) finish(() => resolve(answer));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    child.on('message', hear);
    child.once('exit', died);
    const left = requests[Symbol.iterator]();
    const sendNext = (): void => {
      const next = left.next();
      if (next.done) return;
      child.send(next.value, (error) => {
        // The pipe broke: the exit that follows is what gets reported.
        if (error) child.kill('SIGKILL');
        else {
          timer.refresh();
          sendNext();
        }
      });
    };
    sendNext();
  });
}
