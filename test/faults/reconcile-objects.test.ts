import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createSystemClock } from '../../infra/clock/system-clock';
import type { ObjectStore } from '../../infra/ports/object-store';
import { openDataSource } from '../../infra/postgres/data-source';
import { createUnitOfWork } from '../../infra/postgres/unit-of-work';
import { createFolderStore } from '../../infra/storage/folder-store';
import { SYSTEM } from '../../services/ingestion/deps';
import { objectKeyOf } from '../../services/vaults/copy-keys';
import { reconcileObjects } from '../../services/vaults/reconcile-objects';
import { openTestDatabase, type TestDatabase } from '../support/postgres';

let database: TestDatabase;
let source: DataSource;
let admin: Client;
let folder: string;
let store: ObjectStore;

beforeAll(async () => {
  database = await openTestDatabase();
  source = await openDataSource({ url: database.urls.worker, entities: [], poolSize: 2 });
  admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();
  // Rows of one table alone: what they refer to is of no matter here.
  await admin.query('set session_replication_role = replica');
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-reconcile-'));
  store = createFolderStore({ root: folder });
  await admin.query('truncate document_key, surplus_object');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(async () => {
  await admin.end();
  await source.destroy();
  await database.drop();
});

const reconcile = () =>
  reconcileObjects({ uow: createUnitOfWork(source), store, clock: createSystemClock() }, SYSTEM);

/** A copy's row; its version is NULL while it is only reserved. */
async function reserve(copy: 'agent' | 'employer', versionId: string | null, objectKey = freshKey(copy)) {
  await admin.query(
    `insert into document_key (document_id, vault_id, copy, wrapped_key, object_key, version_id)
     values ($1, $2, $3, '', $4, $5)`,
    [uuidv7(), uuidv7(), copy, objectKey, versionId],
  );
  return objectKey;
}

function freshKey(copy: 'agent' | 'employer'): string {
  return objectKeyOf(copy, uuidv7(), uuidv7());
}

async function put(copy: 'agent' | 'employer', key: string): Promise<string> {
  return (await store.put(`${copy}-vaults`, key, Buffer.alloc(7))).versionId;
}

it('registers versions that no row pins, and neither those that are pinned nor those under a reserved key', async () => {
  const pinnedKey = freshKey('agent');
  const pinned = await put('agent', pinnedKey);
  await reserve('agent', pinned, pinnedKey);
  const late = await put('agent', pinnedKey);
  const reservedKey = await reserve('employer', null);
  await put('employer', reservedKey);
  const unknownKey = freshKey('employer');
  const unknown = await put('employer', unknownKey);
  await store.put('staging', 'staging/batch/part', Buffer.alloc(7));

  expect(await reconcile()).toEqual({ listed: 4, registered: 2 });
  const { rows } = await admin.query(
    'select bucket, object_key, version_id, size, reason from surplus_object order by bucket',
  );
  const common = { size: 7, reason: 'reconciled' };
  expect(rows).toEqual([
    { bucket: 'agent-vaults', object_key: pinnedKey, version_id: late, ...common },
    { bucket: 'employer-vaults', object_key: unknownKey, version_id: unknown, ...common },
  ]);
});

it('does not take a row of the one vault for a version in the bucket of the other', async () => {
  const key = freshKey('agent');
  await reserve('agent', await put('agent', key), key);
  await store.put('employer-vaults', key, Buffer.alloc(7));
  expect(await reconcile()).toEqual({ listed: 2, registered: 1 });
});

it('registers a version once, however often it goes over the store, and deletes nothing', async () => {
  const key = freshKey('agent');
  for (let n = 0; n < 3; n += 1) await put('agent', key);
  expect(await reconcile()).toEqual({ listed: 3, registered: 3 });
  expect(await reconcile()).toEqual({ listed: 3, registered: 0 });
  expect(await store.versionsOf('agent-vaults', key)).toHaveLength(3);
});

it('goes over more versions than fit into one statement', async () => {
  const key = freshKey('agent');
  await Promise.all(Array.from({ length: 1_100 }, () => put('agent', key)));
  expect(await reconcile()).toEqual({ listed: 1_100, registered: 1_100 });
});
