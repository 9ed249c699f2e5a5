import { open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { errorCode } from '../error-code';
import {
  BUCKETS,
  type ByteRange,
  type ObjectStore,
  ObjectStoreError,
  type ObjectStoreErrorCode,
  type StoredVersion,
} from '../ports/object-store';
import { createDirectorySync } from './directory-sync';
import { createDraftFolder } from './draft-folder';
import { createFolderLayout, isVersionId, type VersionFile } from './folder-layout';
import { assertByteRange, assertKeyPrefix, assertObjectKey } from './object-key';

/**
 * Objects as files of a local folder, for the embedded default. Nothing but
 * file permissions keeps an administrator of the machine from deleting them:
 * `lock` says `none`. Deadlines are those of the local disk.
 *
 * A put writes a draft, syncs it, renames it to its final name, syncs the
 * directory: a version is whole or absent, whatever is killed when, and the
 * answer comes only once both bytes and name are on disk. The final name holds
 * a fresh UUIDv7, so that no rename ever replaces anything.
 *
 * Any number of processes may share the folder. Directories are never removed,
 * so that one process need not ask whether another removed what it synced.
 */
export function createFolderStore(options: { readonly root: string }): ObjectStore {
  const root = resolve(options.root);
  const layout = createFolderLayout(root);
  const directories = createDirectorySync(root);
  const drafts = createDraftFolder(join(root, '.drafts'));

  return {
    lock: 'none',

    async put(bucket, key, body) {
      assertObjectKey(key);
      const versionId = uuidv7();
      const path = layout.versionPath(bucket, key, versionId);
      return translated(unavailable, async () => {
        await directories.ensure(drafts.path);
        await directories.ensure(dirname(path));
        await drafts.publish(body, path);
        await directories.sync(dirname(path));
        return { versionId };
      });
    },

    async get(bucket, key, versionId, range) {
      assertObjectKey(key);
      if (range !== undefined) assertByteRange(range);
      if (!isVersionId(versionId)) throw new ObjectStoreError('not-found');
      const path = layout.versionPath(bucket, key, versionId);
      return translated(absentOrUnavailable, () =>
        range === undefined ? readFile(path) : readRange(path, range),
      );
    },

    async versionsOf(bucket, key) {
      assertObjectKey(key);
      return translated(unavailable, async () => {
        const versions: StoredVersion[] = [];
        for (const file of await layout.versionsOf(bucket, key)) versions.push(...(await withSize(file)));
        return versions;
      });
    },

    async *list(bucket, prefix) {
      assertKeyPrefix(prefix);
      try {
        for await (const file of layout.walk(bucket, prefix)) yield* await withSize(file);
      } catch (error) {
        throw new ObjectStoreError('storage-unavailable', { cause: error });
      }
    },

    async deleteVersion(bucket, key, versionId) {
      assertObjectKey(key);
      if (!isVersionId(versionId)) return;
      const path = layout.versionPath(bucket, key, versionId);
      await translated(unavailable, async () => {
        try {
          await unlink(path);
        } catch (error) {
          if (errorCode(error) === 'ENOENT') return;
          throw error;
        }
        await directories.sync(dirname(path));
      });
    },

    async check() {
      await translated(misconfiguredOrUnavailable, async () => {
        for (const bucket of BUCKETS) await directories.ensure(layout.bucketPath(bucket));
        await directories.ensure(drafts.path);
        await drafts.removeAbandoned();
      });
    },
  };
}

/** A version deleted since its name was read is no longer one. */
async function withSize({ key, versionId, path }: VersionFile): Promise<StoredVersion[]> {
  try {
    return [{ key, versionId, size: (await stat(path)).size }];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Bytes beyond the end of a version do not exist: `not-found`, never fewer bytes than asked. */
async function readRange(path: string, { from, to }: ByteRange): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    if ((await file.stat()).size <= to) throw new ObjectStoreError('not-found');
    const bytes = Buffer.allocUnsafe(to - from + 1);
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) throw new ObjectStoreError('storage-unavailable');
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

type Translate = (code: string | undefined) => ObjectStoreErrorCode;

const unavailable: Translate = () => 'storage-unavailable';
const absentOrUnavailable: Translate = (code) => (code === 'ENOENT' ? 'not-found' : 'storage-unavailable');
/** Wrong for as long as nobody changes the installation: waiting does not help. */
const misconfiguredOrUnavailable: Translate = (code) =>
  /^(EACCES|EPERM|EROFS|ENOTDIR|EXDEV)$/.test(code ?? '') ? 'misconfigured' : 'storage-unavailable';

async function translated<T>(translate: Translate, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ObjectStoreError) throw error;
    throw new ObjectStoreError(translate(errorCode(error)), { cause: error });
  }
}
