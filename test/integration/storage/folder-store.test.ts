import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { ObjectStore } from '../../../infra/ports/object-store';
import { createFolderStore } from '../../../infra/storage/folder-store';

const KEY = 'agent/vault/document';
let root: string;
let store: ObjectStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'store-'));
  store = createFolderStore({ root });
});
afterEach(() => rm(root, { recursive: true }));

async function everythingIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

test('the folder may be named by any path', async () => {
  const { versionId } = await store.put('agent-vaults', KEY, Buffer.from('x'));
  for (const name of [`${root}/`, `${root}/../${basename(root)}`, relative(process.cwd(), root)]) {
    const same = createFolderStore({ root: name });
    await same.put('agent-vaults', KEY, Buffer.from('y'));
    expect((await same.versionsOf('agent-vaults', KEY))[0]?.versionId).toBe(versionId);
  }
});

test('files are for their owner alone', async () => {
  await store.check();
  await store.put('agent-vaults', KEY, Buffer.from('x'));
  for (const name of await everythingIn(root)) {
    const found = await stat(join(root, name));
    expect([name, found.mode & 0o777]).toEqual([name, found.isDirectory() ? 0o700 : 0o600]);
  }
});

test('a version lies at its documented place, and no draft stays behind', async () => {
  const { versionId } = await store.put('agent-vaults', KEY, Buffer.from('x'));
  expect(await everythingIn(root)).toEqual([
    '.drafts',
    'agent-vaults',
    'agent-vaults/agent',
    'agent-vaults/agent/vault',
    `agent-vaults/agent/vault/document@${versionId}`,
  ]);
});

test('drafts of killed processes are invisible, and cleared away only when no process can be writing them', async () => {
  await store.put('agent-vaults', KEY, Buffer.from('x'));
  const [left, young] = ['left', 'young'].map((name) => join(root, '.drafts', name));
  await writeFile(left ?? '', 'half a document');
  await writeFile(young ?? '', 'half a document');
  const twoHoursAgo = Date.now() / 1000 - 7200;
  await utimes(left ?? '', twoHoursAgo, twoHoursAgo);

  const keys: string[] = [];
  for await (const version of store.list('agent-vaults', '')) keys.push(version.key);
  expect(keys).toEqual([KEY]);
  await store.check();
  expect(await readdir(join(root, '.drafts'))).toEqual(['young']);
});

test('files that are no versions are not listed as such', async () => {
  const { versionId } = await store.put('agent-vaults', KEY, Buffer.from('x'));
  await writeFile(join(root, 'agent-vaults/agent/vault/document@backup'), 'x');
  await writeFile(join(root, 'agent-vaults/agent/vault/note.txt'), 'x');
  expect(await store.versionsOf('agent-vaults', KEY)).toEqual([{ key: KEY, versionId, size: 1 }]);
  const listed: string[] = [];
  for await (const version of store.list('agent-vaults', '')) listed.push(version.versionId);
  expect(listed).toEqual([versionId]);
});

test('a store made anew on the folder, as another process does, sees the same versions', async () => {
  const other = createFolderStore({ root });
  const puts = Array.from({ length: 40 }, (_, n) =>
    (n % 2 === 0 ? store : other).put('staging', `staging/batch-${n % 5}/part-${n}`, Buffer.alloc(n)),
  );
  const ids = (await Promise.all(puts)).map(({ versionId }) => versionId);
  const seen: string[] = [];
  for await (const version of createFolderStore({ root }).list('staging', '')) seen.push(version.versionId);
  expect(seen.sort()).toEqual(ids.sort());
});

test('a folder that cannot be one is `misconfigured`, a folder that vanished `storage-unavailable`', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  const blocked = createFolderStore({ root: join(file, 'store') });
  await expect(blocked.check()).rejects.toMatchObject({ name: 'ObjectStoreError', code: 'misconfigured' });

  const inner = join(root, 'inner');
  const vanishing = createFolderStore({ root: inner });
  await vanishing.put('staging', 'a/b', Buffer.from('x'));
  await rm(inner, { recursive: true });
  const put = vanishing.put('staging', 'a/b', Buffer.from('x'));
  await expect(put).rejects.toMatchObject({ name: 'ObjectStoreError', code: 'storage-unavailable' });
});
