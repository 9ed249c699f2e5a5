import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guard } from './guard';

export interface ProgramCommand {
  /** Unique; names the log file. */
  readonly name: string;
  /** Below the compiled programs: `services/main.js`. */
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface LaunchedProgram {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** How it ended, for people: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
}

const READY_SECONDS = 60;
const STOP_SECONDS = 10;

/**
 * Starts a compiled program under this process, which it does not outlive, and
 * waits until it says `{"ready":true, …}` in a line of standard output.
 */
export async function launchProgram(
  program: ProgramCommand,
  options: { readonly programs: string; readonly logs: string; readonly guard: Guard },
): Promise<LaunchedProgram> {
  const child = spawn(
    process.execPath,
    [
      ...[
        '--require',
        path.join(options.programs, 'infra/local/exit-with-parent.js'),
        '--enable-source-maps',
      ],
      path.join(options.programs, program.script),
      ...(program.arguments ?? []),
    ],
    // In a session of its own: an interrupt at the terminal reaches the launcher alone.
    { env: program.environment, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  await once(child, 'spawn');
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error(`${program.name} not started`);
  await options.guard.protect({ pid, name: program.name, signal: 'SIGTERM' });

  const logFile = path.join(options.logs, `${program.name}.log`);
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  // A full disk costs the log, not the program.
  log.on('error', () => undefined);
  stderr.pipe(log, { end: false });
  const lines = createInterface({ input: stdout });
  lines.on('line', (line) => log.write(`${line}\n`));
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(async ([[code, signal]]) => {
    log.end();
    await finished(log).catch(() => undefined);
    await options.guard.release(pid);
    return signal === null ? `exit code ${code}` : String(signal);
  });
  const end = () => endChild(child, ended);
  try {
    return { pid, ready: await waitUntilReady(program.name, lines, ended), ended, end };
  } catch (error) {
    await end();
    // Quoted, because a temporary installation takes its logs with it.
    throw new Error(`${messageOf(error)}: ${await readEnd(logFile)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readEnd(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trimEnd().slice(-1500);
  } catch {
    return 'no log';
  }
}

async function endChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    child.kill(signal);
    const timer = new AbortController();
    const late = delay(STOP_SECONDS * 1000, undefined, { signal: timer.signal }).catch(() => undefined);
    const inTime = await Promise.race([ended.then(() => true), late.then(() => false)]);
    timer.abort();
    if (inTime) return;
  }
}

async function waitUntilReady(
  name: string,
  lines: Interface,
  ended: Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
  const timer = new AbortController();
  const late = delay(READY_SECONDS * 1000, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([
      new Promise<Readonly<Record<string, unknown>>>((resolve) => {
        lines.on('line', (line) => {
          const ready = parseReady(line);
          if (ready !== null) resolve(ready);
        });
      }),
      ended.then((how) => Promise.reject(new Error(`${name} ended before it was ready (${how})`))),
      late.then(() => Promise.reject(new Error(`${name} was not ready after ${READY_SECONDS} s`))),
    ]);
  } finally {
    timer.abort();
  }
}

function parseReady(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null;
  try {
    const said: Readonly<Record<string, unknown>> = Object(JSON.parse(line));
    return said.ready === true ? said : null;
  } catch {
    return null;
  }
}
