import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../error-code';
import type { Bucket } from '../ports/object-store';

/*
 * Version v of key a/b/c in a bucket is the file {root}/{bucket}/a/b/c@v.
 *
 * Versions lie beside their key and not in a folder of their own: a folder per
 * key would cost each put two more operations and a sync that nobody else
 * shares, about half the throughput. "@" stands in no key, so a name reads in
 * one way only.
 */
const VERSION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface VersionFile {
  readonly key: string;
  readonly versionId: string;
  readonly path: string;
}

/** UUIDv7: sorts by time of creation. */
export function isVersionId(text: string): boolean {
  return VERSION_ID.test(text);
}

export interface FolderLayout {
  bucketPath(bucket: Bucket): string;
  versionPath(bucket: Bucket, key: string, versionId: string): string;
  /** Versions of one key, oldest first. Reads the names of the directory that holds the key. */
  versionsOf(bucket: Bucket, key: string): Promise<VersionFile[]>;
  /** Versions whose key begins with the prefix, in byte order of the keys, then oldest first. */
  walk(bucket: Bucket, prefix: string): AsyncIterable<VersionFile>;
}

export function createFolderLayout(root: string): FolderLayout {
  const bucketPath = (bucket: Bucket): string => join(root, bucket);
  const versionPath = (bucket: Bucket, key: string, versionId: string): string =>
    join(root, bucket, `${key}@${versionId}`);

  return {
    bucketPath,
    versionPath,
    async versionsOf(bucket, key) {
      const path = join(root, bucket, key);
      const start = `${basename(path)}@`;
      const names = await namesIn(dirname(path));
      return names
        .filter((name) => name.startsWith(start) && isVersionId(name.slice(start.length)))
        .sort()
        .map((name) => ({ key, versionId: name.slice(start.length), path: join(dirname(path), name) }));
    },
    walk: (bucket, prefix) => {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      return walkFolder(join(root, bucket), folder, prefix);
    },
  };
}

/** `folder`: '' or a path that ends in '/', below `bucketPath`. */
async function* walkFolder(bucketPath: string, folder: string, prefix: string): AsyncGenerator<VersionFile> {
  for (const entry of await sortedEntries(join(bucketPath, folder))) {
    const path = folder + entry.order;
    if (entry.versionId === undefined) {
      if (path.startsWith(prefix) || prefix.startsWith(path)) yield* walkFolder(bucketPath, path, prefix);
    } else if (path.startsWith(prefix)) {
      const { versionId } = entry;
      yield { key: path, versionId, path: join(bucketPath, `${path}@${versionId}`) };
    }
  }
}

interface Entry {
  /** What the keys under this entry begin with: "c" for versions of c, "c/" for a folder. */
  readonly order: string;
  readonly versionId?: string;
}

async function sortedEntries(directory: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const entry of await directoryEntries(directory)) {
    if (entry.isDirectory()) entries.push({ order: `${entry.name}/` });
    const at = entry.name.lastIndexOf('@');
    const versionId = entry.name.slice(at + 1);
    if (at > 0 && isVersionId(versionId)) entries.push({ order: entry.name.slice(0, at), versionId });
  }
  return entries.sort((a, b) => compare(a.order, b.order) || compare(a.versionId ?? '', b.versionId ?? ''));
}

/** Keys are ASCII, so code units are bytes. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A directory that does not exist holds nothing. */
function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch(absentIsEmpty);
}

function directoryEntries(directory: string) {
  return readdir(directory, { withFileTypes: true }).catch(absentIsEmpty);
}

function absentIsEmpty(error: unknown): never[] {
  if (errorCode(error) === 'ENOENT') return [];
  throw error;
}
