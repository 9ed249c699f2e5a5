import { appendFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createFolderStore } from '../../infra/storage/folder-store';
import { askOracle } from '../support/oracle';
import { openScene, type Scene } from './scene';

/** The oracle judges every other test of this folder: here it is shown what it must see. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('oracle', { queue: 'postgres', store: 'folder', workers: 1 });
  await scene.untilCompleted(await scene.pushNew(5));
}, 120_000);
afterAll(() => scene?.close(), 120_000);

const faults = async () => (await askOracle(scene.stack, scene.client)).faults;
const objects = () => path.join(scene.stack.folder, 'objects');

it('sees nothing wrong where nothing is, and has looked', async () => {
  const report = await askOracle(scene.stack, scene.client);
  expect(report).toMatchObject({ faults: [], items: 5, documents: 5, pinned: 10, surplus: 0 });
  expect(report.leaves).toBeGreaterThan(10);
  expect(report.searchedBytes).toBeGreaterThan(10_000_000);
});

it.each([
  ['a log', 'logs/worker-1.log'],
  ['a file', 'objects/note.txt'],
])('sees a name in %s', async (_what, file) => {
  const [person] = scene.client.persons.filter(({ personalEmail }) => personalEmail.length > 0);
  await appendFile(path.join(scene.stack.folder, file), `{"to":"${person?.personalEmail}"}\n`);
  expect(await faults()).toContainEqual(
    expect.stringContaining(`${file.replace('objects', 'objects.there')} holds an address`),
  );
  await writeFile(path.join(scene.stack.folder, file), '');
});

it('sees a document that nobody sent, and an item that was lost', async () => {
  const [item] = await scene.query<{ id: string; document_id: string }>(
    'select id, document_id from item limit 1',
  );
  await scene.query('update item set document_id = null where id = $1', [item?.id]);
  const seen = await faults();
  expect(seen).toContainEqual(expect.stringContaining('a deposited item without a document'));
  expect(seen).toContain(`document ${item?.document_id} was never sent`);
  await scene.query('update item set document_id = $2 where id = $1', [item?.id, item?.document_id]);
  expect(await faults()).toEqual([]);
});

it('sees a secret in a table, also as bytes', async () => {
  await scene.query('create table bullmq.note (value bytea)');
  await scene.query('insert into bullmq.note values ($1)', [Buffer.from(scene.client.secrets.at(-1) ?? '')]);
  expect(await faults()).toContain('table bullmq.note holds a secret, as bytes');
  await scene.query('drop table bullmq.note');
});

it('sees a copy in the store that was changed, and one that is gone', async () => {
  const [names, store] = [await versionFiles(), createFolderStore({ root: objects() })];
  await appendFile(names[0] ?? '', 'x');
  expect(await faults()).toContainEqual(expect.stringContaining('not the object that its row pins'));
  const [row] = await scene.query<{ object_key: string; version_id: string }>(
    `select object_key, version_id from document_key where copy = 'agent' order by document_id desc limit 1`,
  );
  await store.deleteVersion('agent-vaults', row?.object_key ?? '', row?.version_id ?? '');
  expect(await faults()).toContain(`agent-vaults ${row?.object_key} ${row?.version_id}: not in the store`);
});

async function versionFiles(): Promise<string[]> {
  const entries = await readdir(objects(), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.parentPath.includes('employer-vaults'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
