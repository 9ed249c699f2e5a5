import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningCeph } from '../../../infra/local/ceph/start-ceph';
import { type ObjectStore, ObjectStoreError, type StoredVersion } from '../../../infra/ports/object-store';
import { createFolderStore } from '../../../infra/storage/folder-store';
import { createBuckets } from '../../../infra/storage/s3-buckets';
import { createS3Store } from '../../../infra/storage/s3-store';
import { freshS3Options, startTestCeph } from '../../support/ceph';

interface Driver {
  readonly name: string;
  open(): Promise<ObjectStore>;
  close(): Promise<void>;
}

function folderDriver(): Driver {
  let root = '';
  return {
    name: 'folder',
    async open() {
      root = await mkdtemp(join(tmpdir(), 'store-'));
      return createFolderStore({ root });
    },
    close: () => rm(root, { recursive: true }),
  };
}

function cephDriver(): Driver {
  let ceph: RunningCeph | undefined;
  return {
    name: 'S3 on Ceph RGW',
    async open() {
      ceph = await startTestCeph();
      const options = freshS3Options(ceph);
      await createBuckets(options);
      return createS3Store(options);
    },
    close: async () => ceph?.stop(),
  };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function collect(versions: AsyncIterable<StoredVersion>): Promise<StoredVersion[]> {
  const all: StoredVersion[] = [];
  for await (const version of versions) all.push(version);
  return all;
}

describe.each([folderDriver(), cephDriver()])('object store: $name', (driver) => {
  let store: ObjectStore;
  let keys = 0;
  const freshKey = () => `agent/vault-${process.pid}/document-${String(++keys).padStart(6, '0')}`;

  beforeAll(async () => {
    store = await driver.open();
  });
  afterAll(() => driver.close());

  test('a store that is as it should be passes its check, again and again', async () => {
    await store.check();
    await store.check();
  });

  test.each([0, 1, 60_000, 5_000_000])('gives back the %d bytes that were put', async (size) => {
    const body = randomBytes(size);
    const key = freshKey();
    const { versionId } = await store.put('agent-vaults', key, body);
    const found = await store.get('agent-vaults', key, versionId);
    expect(found.length).toBe(size);
    expect(sha256(found)).toBe(sha256(body));
  });

  test('a range holds both its ends, and only what exists', async () => {
    const body = randomBytes(200_000);
    const key = freshKey();
    const { versionId } = await store.put('staging', key, body);
    for (const [from, to] of [
      [0, 0],
      [0, 199_999],
      [65_536, 131_071],
      [199_999, 199_999],
    ] as const) {
      const part = await store.get('staging', key, versionId, { from, to });
      expect(part.equals(body.subarray(from, to + 1))).toBe(true);
    }
    for (const [from, to] of [
      [199_000, 200_000],
      [200_000, 200_001],
    ] as const) {
      const beyond = store.get('staging', key, versionId, { from, to });
      await expect(beyond).rejects.toMatchObject({ name: 'ObjectStoreError', code: 'not-found' });
    }
  });

  test('two puts on one key are two versions, listed oldest first, each readable', async () => {
    const key = freshKey();
    const bodies = [randomBytes(10), randomBytes(20), randomBytes(30)];
    const ids: string[] = [];
    for (const body of bodies) ids.push((await store.put('employer-vaults', key, body)).versionId);
    expect(new Set(ids).size).toBe(3);
    expect(await store.versionsOf('employer-vaults', key)).toEqual(
      ids.map((versionId, index) => ({ key, versionId, size: (index + 1) * 10 })),
    );
    for (const [index, body] of bodies.entries()) {
      const found = await store.get('employer-vaults', key, ids[index] ?? '');
      expect(found.equals(body)).toBe(true);
    }
  });

  test('concurrent puts on one key lose none', async () => {
    const key = freshKey();
    const bodies = Array.from({ length: 16 }, () => randomBytes(1000));
    const ids = await Promise.all(bodies.map((body) => store.put('journal', key, body)));
    const versions = await store.versionsOf('journal', key);
    expect(versions.map((version) => version.versionId).sort()).toEqual(ids.map((id) => id.versionId).sort());
    for (const [index, body] of bodies.entries()) {
      const found = await store.get('journal', key, ids[index]?.versionId ?? '');
      expect(found.equals(body)).toBe(true);
    }
  });

  test('what is missing is `not-found`: key, version, version of another store', async () => {
    const key = freshKey();
    const { versionId } = await store.put('staging', key, randomBytes(10));
    const notFound = { name: 'ObjectStoreError', code: 'not-found' };
    await expect(store.get('staging', freshKey(), versionId)).rejects.toMatchObject(notFound);
    await expect(store.get('agent-vaults', key, versionId)).rejects.toMatchObject(notFound);
    await expect(
      store.get('staging', key, '01920000-0000-7000-8000-000000000000', { from: 0, to: 1 }),
    ).rejects.toMatchObject(notFound);
    expect(await store.versionsOf('staging', freshKey())).toEqual([]);
  });

  test('a key that begins with another key is another key', async () => {
    const key = freshKey();
    const { versionId } = await store.put('staging', key, randomBytes(1));
    await store.put('staging', `${key}0`, randomBytes(2));
    await store.put('staging', `${key}-x`, randomBytes(3));
    await store.put('staging', `${key}/x`, randomBytes(4));
    expect(await store.versionsOf('staging', key)).toEqual([{ key, versionId, size: 1 }]);
  });

  test('a listing gives every version under a prefix in byte order of the keys', async () => {
    const base = `list/${freshKey().replaceAll('/', '_')}`;
    const names = ['a', 'a-b', 'a.b', 'a/b', 'a/b/c', 'a0', 'aa/b', 'B', 'b/1', 'b/2', 'b0/1'];
    const shuffled = ['b/2', 'a0', 'B', 'a/b/c', 'aa/b', 'a', 'b0/1', 'a.b', 'a/b', 'b/1', 'a-b'];
    for (const name of shuffled) await store.put('agent-vaults', `${base}/${name}`, randomBytes(name.length));
    await store.put('agent-vaults', `${base}/b/1`, randomBytes(99));
    await store.put('agent-vaults', `${base}x/outside`, randomBytes(1));

    const listed = async (prefix: string) =>
      (await collect(store.list('agent-vaults', prefix))).map((version) =>
        version.key.slice(base.length + 1),
      );
    const inOrder = [...names, 'b/1'].sort();
    expect(await listed(`${base}/`)).toEqual(inOrder);
    for (const prefix of ['a', 'a/', 'a/b', 'b/', 'b', 'nothing', 'a/b/c']) {
      expect(await listed(`${base}/${prefix}`)).toEqual(inOrder.filter((name) => name.startsWith(prefix)));
    }
    const twice = (await collect(store.list('agent-vaults', `${base}/b/1`))).map((version) => version.size);
    expect(twice).toEqual([3, 99]);
  });

  test('a listing reads on beyond a thousand versions', async () => {
    const base = `many/${freshKey().replaceAll('/', '_')}`;
    const expected = Array.from({ length: 1100 }, (_, n) => `${base}/${String(n).padStart(5, '0')}`);
    for (let n = 0; n < expected.length; n += 50) {
      await Promise.all(expected.slice(n, n + 50).map((key) => store.put('staging', key, Buffer.from('x'))));
    }
    const listed = await collect(store.list('staging', `${base}/`));
    expect(listed.map((version) => version.key)).toEqual(expected);
  }, 120_000);

  test('a deleted version is gone, its sisters stay, and deleting it again is no error', async () => {
    const key = freshKey();
    const { versionId: first } = await store.put('staging', key, randomBytes(1));
    const { versionId: second } = await store.put('staging', key, randomBytes(2));
    await store.deleteVersion('staging', key, first);
    await store.deleteVersion('staging', key, first);
    await expect(store.get('staging', key, first)).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.versionsOf('staging', key)).toEqual([{ key, versionId: second, size: 2 }]);
    const found = await store.get('staging', key, second);
    expect(found).toHaveLength(2);
  });

  test.each([
    '',
    '/',
    '../x',
    'a/../b',
    'a//b',
    '/etc/passwd',
    'a/.hidden',
    'a\0b',
    'a b',
    'a@b',
    'é',
    'a\\b',
    'a/',
  ])('refuses the key %j before it touches the store', async (key) => {
    await expect(store.put('staging', key, Buffer.alloc(1))).rejects.toThrow(RangeError);
    await expect(store.get('staging', key, 'x')).rejects.toThrow(RangeError);
    await expect(store.versionsOf('staging', key)).rejects.toThrow(RangeError);
    await expect(store.deleteVersion('staging', key, 'x')).rejects.toThrow(RangeError);
  });

  test('refuses a prefix that leaves the bucket', async () => {
    await expect(collect(store.list('staging', '../'))).rejects.toThrow(RangeError);
  });

  test('says what the server enforces, and no more', async () => {
    const key = freshKey();
    const retainUntil = new Date(Date.now() + 3_600_000);
    const { versionId } = await store.put('employer-vaults', key, randomBytes(100), { retainUntil });
    const deletion = store.deleteVersion('employer-vaults', key, versionId);
    if (store.lock === 'none') await expect(deletion).resolves.toBeUndefined();
    else await expect(deletion).rejects.toEqual(new ObjectStoreError('locked'));
    if (store.lock !== 'none') expect(await store.get('employer-vaults', key, versionId)).toHaveLength(100);
  });
});
