import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../error-code';

/** A process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process only. */
  readonly startTime: string;
}

/** Null when no such process runs; a zombie, which only waits to be collected, does not. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const startTime = await readStartTime(pid);
  return startTime === null ? null : { pid, startTime };
}

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await readStartTime(identity.pid)) === identity.startTime;
}

/**
 * Ends a process that need not be our child: `signal` first, SIGKILL when it
 * still runs after `graceSeconds`. Resolves once it is gone; does nothing to
 * another process that meanwhile has its pid.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  graceSeconds: number,
): Promise<void> {
  if (!(await isRunning(identity))) return;
  sendSignal(identity.pid, signal);
  if (await waitUntilGone(identity, graceSeconds)) return;
  sendSignal(identity.pid, 'SIGKILL');
  await waitUntilGone(identity, graceSeconds);
}

async function waitUntilGone(identity: ProcessIdentity, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    if (!(await isRunning(identity))) return true;
    await delay(25);
  }
  return false;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it ended by itself in between.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function readStartTime(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return readStartTimeFromPs(pid);
  let stat: string;
  try {
    stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // proc(5): field 2 is the command in parentheses and may itself hold blanks
  // and parentheses; state is field 3, start time in clock ticks field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' || startTime === undefined ? null : startTime;
}

async function readStartTimeFromPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
    return stdout.trim() === '' ? null : stdout.trim();
  } catch {
    return null;
  }
}
