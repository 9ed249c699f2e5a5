import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../error-code';

/** Names of directories that are known durable: forgotten, they cost a sync again, nothing else. */
const REMEMBERED_DIRECTORIES = 50_000;

export interface DirectorySync {
  /** Resolves once every entry made in this directory before the call is on disk. */
  sync(directory: string): Promise<void>;
  /** Makes a directory under the root and the missing ones above it, mode 0700. Resolves once all their entries are on disk. */
  ensure(directory: string): Promise<void>;
}

/**
 * A file is durable when its bytes are synced *and* the entry that names it is:
 * fsync of a file says nothing about its directory (POSIX, Linux fsync(2)).
 *
 * Calls that wait for the same directory share a sync, as a database shares a
 * WAL flush: a sync that is already running may have begun before the caller's
 * entry, so the caller takes the next one, which starts when it ends and serves
 * everybody who came meanwhile.
 *
 * Directories are never removed (see folder-store.ts), so one that this process
 * has synced stays durable whatever other processes do.
 */
export function createDirectorySync(root: string): DirectorySync {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();
  const durable = new Set<string>();

  const start = (directory: string): Promise<void> => {
    const run = syncNow(directory).finally(() => {
      if (running.get(directory) === run) running.delete(directory);
    });
    running.set(directory, run);
    return run;
  };

  const sync = (directory: string): Promise<void> => {
    const current = running.get(directory);
    if (current === undefined) return start(directory);
    const next = waiting.get(directory);
    if (next !== undefined) return next;
    // The failure of the running sync belongs to those who wait for it.
    const following = current
      .catch(() => undefined)
      .then(() => {
        waiting.delete(directory);
        return start(directory);
      });
    waiting.set(directory, following);
    return following;
  };

  /** Above the root the directories are the operator's; those made here are synced like our own. */
  const ensureRoot = async (): Promise<void> => {
    const highest = (await mkdir(root, { recursive: true, mode: 0o700 })) ?? root;
    for (let directory = root; ; directory = dirname(directory)) {
      await sync(dirname(directory));
      if (directory === highest) return;
    }
  };

  const ensure = async (directory: string): Promise<void> => {
    if (durable.has(directory)) return;
    if (directory === root) await ensureRoot();
    else {
      const parent = dirname(directory);
      await ensure(parent);
      await makeDirectory(directory);
      // Existing or not: another process may have made it a moment ago and not have synced it yet.
      await sync(parent);
    }
    if (durable.size >= REMEMBERED_DIRECTORIES) durable.clear();
    durable.add(directory);
  };

  return { sync, ensure };
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function syncNow(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
