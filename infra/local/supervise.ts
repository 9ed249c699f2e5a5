import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guard } from './guard';
import { launchProgram, type ProgramCommand } from './launch-program';

export interface Program extends ProgramCommand {
  /** What its unexpected end means: start it anew, or stop everything. */
  readonly whenItDies: 'restart' | 'stop-all';
}

export interface RunningProgram {
  readonly name: string;
  /** Of the process that runs now; a restart changes it. */
  readonly pid: number;
  /** What the program said when it was ready: its ports, its addresses. */
  readonly ready: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

export interface Supervisor {
  /** Resolves when the program says `{"ready":true, …}` in a line of standard output. */
  start(program: Program): Promise<RunningProgram>;
  /** Last started first, each in bounded time. */
  stop(): Promise<void>;
}

const RESTART_SECONDS = 1;

/**
 * Starts the programs of one installation as processes of their own. They end
 * with this process, and are restarted or end everything when they die.
 *
 * @param options.programs where the compiled programs lie (`dist`)
 * @param options.onDeath told of every unexpected end, before it is acted on
 * @param options.onLoss called when a program ended that the others need
 */
export function createSupervisor(options: {
  readonly programs: string;
  readonly logs: string;
  readonly guard: Guard;
  readonly onDeath: (name: string, how: string) => void;
  readonly onLoss: (what: string) => void;
}): Supervisor {
  mkdirSync(options.logs, { recursive: true, mode: 0o700 });
  const running: RunningProgram[] = [];
  let stopping = false;

  async function start(program: Program): Promise<RunningProgram> {
    if (stopping) throw new Error(`${program.name} not started: stopping`);
    let current = await launchProgram(program, options);
    const stopped = new AbortController();
    const watching = watch();

    async function watch(): Promise<void> {
      for (;;) {
        const how = await current.ended;
        if (stopped.signal.aborted) return;
        options.onDeath(program.name, how);
        if (program.whenItDies === 'stop-all') return options.onLoss(`${program.name} ended`);
        await relaunch();
        if (stopped.signal.aborted) return current.end();
      }
    }

    async function relaunch(): Promise<void> {
      while (!stopped.signal.aborted) {
        await delay(RESTART_SECONDS * 1000, undefined, { signal: stopped.signal }).catch(() => undefined);
        if (stopped.signal.aborted) return;
        try {
          current = await launchProgram(program, options);
          return;
        } catch (error) {
          options.onDeath(program.name, error instanceof Error ? error.message : 'not started');
        }
      }
    }

    const handle: RunningProgram = {
      name: program.name,
      get pid() {
        return current.pid;
      },
      get ready() {
        return current.ready;
      },
      async stop() {
        stopped.abort();
        await current.end();
        await watching;
      },
    };
    running.push(handle);
    // Everything is being stopped since this one was begun.
    if (stopping) await handle.stop();
    return handle;
  }

  return {
    start,
    async stop() {
      stopping = true;
      for (const program of running.splice(0).reverse()) await program.stop();
    },
  };
}
