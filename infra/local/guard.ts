import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describeSelf, type Instance, type RecordedChild, writeInstance } from './instance-record';
import { identifyProcess } from './processes';

/** Sees to it that children do not outlive this process, however it ends. */
export interface Guard {
  protect(child: { pid: number; name: string; signal: RecordedChild['signal'] }): Promise<void>;
  release(pid: number): Promise<void>;
  /** Once every child has ended. */
  close(): Promise<void>;
}

/**
 * Records this process and starts its watchdog.
 *
 * @param options.programs where the compiled programs lie (`dist`)
 * @param options.temporary the folder is removed after a kill
 */
export async function openGuard(options: {
  readonly registry: string;
  readonly programs: string;
  readonly folder: string;
  readonly temporary: boolean;
}): Promise<Guard> {
  const { file, self } = await describeSelf(options.registry);
  const record: Instance = { ...self, folder: options.folder, temporary: options.temporary, children: [] };
  await writeInstance(file, record);
  const watchdog = startWatchdog(options.programs, file);
  await once(watchdog, 'spawn');
  // One write after the other: the last one written is the last state.
  let writing = Promise.resolve();
  const save = (): Promise<void> => {
    writing = writing.then(() => writeInstance(file, record));
    return writing;
  };
  return {
    async protect({ pid, name, signal }) {
      const child = await identifyProcess(pid);
      if (child === null) return;
      record.children.push({ ...child, name, signal });
      await save();
    },
    async release(pid) {
      record.children = record.children.filter((child) => child.pid !== pid);
      await save();
    },
    async close() {
      await writing;
      await rm(file, { force: true });
      const ended = once(watchdog, 'exit');
      watchdog.stdin?.end();
      if (watchdog.exitCode === null) await ended;
    },
  };
}

function startWatchdog(programs: string, file: string): ChildProcess {
  const watchdog = spawn(process.execPath, [path.join(programs, 'infra/local/watchdog.js'), file], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.stdin?.on('error', () => undefined);
  return watchdog;
}
