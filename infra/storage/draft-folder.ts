import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-code';

/** A put takes milliseconds. A draft this old has lost its process. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface DraftFolder {
  readonly path: string;
  /** Makes a file of mode 0600 at `target`, its bytes synced, its name not yet. On failure leaves nothing. */
  publish(body: Buffer, target: string): Promise<void>;
  /** Removes what killed processes left. Safe while other processes write. */
  removeAbandoned(): Promise<void>;
}

/**
 * Where files grow before they get their final name. On the same file system
 * as those names, outside everything that readers list; never synced itself,
 * because a draft that is lost was never promised.
 */
export function createDraftFolder(path: string): DraftFolder {
  async function write(draft: string, body: Buffer): Promise<void> {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(body);
      // Never repeated after a failure: Linux reports a write error once and drops the pages.
      await file.sync();
    } finally {
      await file.close();
    }
  }

  return {
    path,
    async publish(body, target) {
      const draft = join(path, randomUUID());
      try {
        await write(draft, body);
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async removeAbandoned() {
      // Age is measured on the clock that stamps the drafts, which may be that of a file server.
      const probe = join(path, randomUUID());
      await write(probe, Buffer.alloc(1));
      const { mtimeMs: now } = await stat(probe);
      await rm(probe);
      for (const name of await readdir(path)) {
        const draft = join(path, name);
        if (now - (await modifiedAt(draft)) > ABANDONED_AFTER_MS) await rm(draft, { force: true });
      }
    },
  };
}

/** A draft that got its final name meanwhile is as young as can be. */
async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Number.POSITIVE_INFINITY;
    throw error;
  }
}
