import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { PdfVerdict, TrustAnchors } from './verdict';
import { VerifierError } from './verifier-error';
import { MEMORY_SIGNAL, type VerifierMessage, type VerifyRequest } from './verifier-messages';

export interface ChildOptions {
  /** File of the verifier program. */
  readonly entry: string;
  /** MiB of resident memory; the process takes 70 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for one file. */
  readonly fileTime: number;
  readonly trust: TrustAnchors;
}

/** Node starts in a tenth of a second; a loaded machine takes longer. Milliseconds. */
const START_TIME = 30_000;

/** One child process and the one file it judges. */
export interface VerifierChild {
  /**
   * `over-limit`: it took too long or too much memory. `crashed`: the process died of it.
   * @throws VerifierError `verifier-unavailable`: no file is at fault
   */
  judge(pdf: Buffer): Promise<PdfVerdict | 'over-limit' | 'crashed'>;
  /** Resolves once the process is gone. */
  stop(): Promise<void>;
}

/** Keeps a process: started at the first file, again after one that it did not survive. */
export function createVerifierChild(options: ChildOptions): VerifierChild {
  let child: ChildProcess | undefined;

  async function start(): Promise<ChildProcess> {
    const started = fork(options.entry, [String(options.maxMemory)], {
      // The heap may not be what ends it first: that would be an abort.
      execArgv: [`--max-old-space-size=${2 * options.maxMemory}`],
      env: {},
      serialization: 'advanced',
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
        reject(new VerifierError('verifier-unavailable'));
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
    judge: async (pdf) => {
      const judge = child?.connected ? child : await start();
      return converse(judge, { pdf, trust: options.trust }, options.fileTime);
    },
    stop: async () => {
      if (child === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function converse(
  child: ChildProcess,
  request: VerifyRequest,
  fileTime: number,
): Promise<PdfVerdict | 'over-limit' | 'crashed'> {
  return new Promise((resolve) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, fileTime);
    const finish = (outcome: PdfVerdict | 'over-limit' | 'crashed'): void => {
      clearTimeout(timer);
      child.off('message', listen);
      child.off('exit', died);
      resolve(outcome);
    };
    const died = (_code: number | null, signal: NodeJS.Signals | null): void =>
      finish(late || signal === MEMORY_SIGNAL ? 'over-limit' : 'crashed');
    const listen = (raw: unknown): void => {
      const message = raw as VerifierMessage;
      if (message.kind === 'judged') finish(message.verdict);
    };
    child.on('message', listen);
    child.once('exit', died);
    child.send(request, (error) => {
      // The pipe broke: the exit that follows is what gets reported.
      if (error) child.kill('SIGKILL');
    });
  });
}
