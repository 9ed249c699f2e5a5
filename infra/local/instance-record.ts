import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './private-files';
import { endProcess, identifyProcess, isRunning, type ProcessIdentity } from './processes';

const identity = z.object({ pid: z.int().min(2), startTime: z.string() });

const instance = identity.extend({
  folder: z.string(),
  /** A temporary folder goes with its instance. */
  temporary: z.boolean(),
  /** In order of their start. */
  children: z.array(
    identity.extend({
      name: z.string(),
      /** What ends this child cleanly. */
      signal: z.enum(['SIGINT', 'SIGTERM']),
    }),
  ),
});

/** One launcher, what it started and where. */
export type Instance = z.output<typeof instance>;
export type RecordedChild = Instance['children'][number];

const GRACE_SECONDS = 5;

/** Where the launchers of one user record themselves; `parent` is normally the temporary folder. */
export async function openRegistry(parent: string): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const home = path.join(parent, `coffre-${uid}`);
  for (const folder of [home, path.join(home, 'instances')]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = await lstat(folder);
    // Its records name processes to end and folders to remove: written by nobody but us.
    if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
      throw new Error(`${folder} is not a private folder of this user: remove it or set TMPDIR`);
    }
  }
  return path.join(home, 'instances');
}

export async function writeInstance(file: string, record: Instance): Promise<void> {
  await writePrivateFile(file, JSON.stringify(record));
}

/** The record file of this process, whose pid may have had an earlier one. */
export async function describeSelf(registry: string): Promise<{ file: string; self: ProcessIdentity }> {
  const self = await identifyProcess(process.pid);
  if (self === null) throw new Error('cannot tell this process from others');
  return { file: path.join(registry, `${self.pid}-${self.startTime.replaceAll(/\W+/g, '-')}.json`), self };
}

/** After dead launchers only: two that run side by side never stop each other. */
export async function cleanUpDeadInstances(registry: string): Promise<void> {
  for (const name of await readdir(registry)) {
    if (name.endsWith('.json')) await cleanUpInstance(path.join(registry, name));
  }
}

/**
 * Ends what a launcher left, last started first, and removes its temporary
 * folder. Does nothing while the launcher lives, or when there is no record.
 */
export async function cleanUpInstance(file: string): Promise<void> {
  const record = await readInstance(file);
  if (record === null) return;
  if (await isRunning(record)) return;
  for (const child of record.children.toReversed()) await endProcess(child, child.signal, GRACE_SECONDS);
  if (record.temporary) await rm(record.folder, { recursive: true, force: true });
  await rm(file, { force: true });
}

async function readInstance(file: string): Promise<Instance | null> {
  try {
    return instance.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Gone meanwhile, or not a record: nothing to act on.
    return null;
  }
}
