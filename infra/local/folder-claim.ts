import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { errorCode } from '../error-code';
import { identifyProcess, isRunning, type ProcessIdentity } from './processes';

export interface FolderClaim {
  release(): Promise<void>;
}

/**
 * Claims something for this process, by a file that says who holds it. The claim
 * of a process that no longer runs counts as none.
 *
 * @returns the claim, or the live process that holds it
 */
export async function claimFile(file: string): Promise<FolderClaim | ProcessIdentity> {
  const self = await identifyProcess(process.pid);
  // Linked into place whole: nobody ever reads half a claim and takes it for a dead one.
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    for (;;) {
      if (await tryLink(draft, file)) return { release: () => rm(file, { force: true }) };
      const holder = await readIdentity(file);
      if (holder !== null && (await isRunning(holder))) return holder;
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function tryLink(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readIdentity(file: string): Promise<ProcessIdentity | null> {
  try {
    const { pid, startTime } = Object(JSON.parse(await readFile(file, 'utf8')));
    return typeof pid === 'number' && typeof startTime === 'string' ? { pid, startTime } : null;
  } catch {
    return null;
  }
}
