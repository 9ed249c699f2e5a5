import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createSystemClock } from '../../infra/clock/system-clock';
import { loadConfig } from '../../infra/config/load-config';
import { createKekFile, loadKekFile } from '../../infra/encryption/kek-file';
import { createKeyRing } from '../../infra/encryption/key-ring';
import { createObjectCipher } from '../../infra/encryption/object-cipher';
import { openDataSource } from '../../infra/postgres/data-source';
import { createUnitOfWork } from '../../infra/postgres/unit-of-work';
import { createFolderStore } from '../../infra/storage/folder-store';
import { createLogger } from '../../infra/telemetry/create-logger';
import { type ChunkStage, claimChunk } from '../../services/ingestion/chunks/lease';
import { sweepChunks } from '../../services/ingestion/chunks/sweep-chunks';
import type { IngestionDeps } from '../../services/ingestion/deps';
import { createJournal } from '../../services/journal/append-entries';
import { openTestDatabase, type TestDatabase } from '../support/postgres';

/** An item that ends every worker that touches it, told by real claims and a real sweeper. */
let database: TestDatabase;
let source: DataSource;
let admin: Client;
let folder: string;
let deps: IngestionDeps;
let laid = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-poison-'));
  database = await openTestDatabase();
  source = await openDataSource({ url: database.urls.worker, entities: [], poolSize: 2 });
  admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();
  // Batches of an employer that has a row and no keys: who sent them is of no matter here.
  await admin.query('set session_replication_role = replica');
  const kek = path.join(folder, 'kek.json');
  createKekFile(kek);
  const keys = createKeyRing(loadKekFile(kek));
  const clock = createSystemClock();
  deps = {
    uow: createUnitOfWork(source),
    clock,
    keys,
    cipher: createObjectCipher(),
    store: createFolderStore({ root: folder }),
    journal: createJournal({ keys, clock, origin: 'test.local/journal' }),
    doorbell: { ring: async () => undefined },
    logger: createLogger({ level: 'error', program: 'worker' }),
    limits: loadConfig([], {}).limits,
  };
});
afterAll(async () => {
  await admin.end();
  await source.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Chunk {
  readonly id: string;
  readonly state: string;
  readonly first: number;
  readonly last: number;
  readonly claims: number;
  readonly attempts: number;
}

/** A batch with `items` pending items and one chunk over them. */
async function layBatch(stage: ChunkStage, items: number): Promise<string> {
  const [batchId, employerId] = [uuidv7(), uuidv7()];
  laid += 1;
  await admin.query(
    `insert into employer (id, siret, name, regime, settings, wrapped_directory_key, created_at, updated_at)
     values ($1, $2, 'Commune', 'opt-out', '{}', '', clock_timestamp(), clock_timestamp())`,
    [employerId, String(laid).padStart(14, '0')],
  );
  await admin.query(
    `insert into batch (id, employer_id, reference, reference_key, kind, format, period, source, state, wrapped_staging_key, opened_at)
     values ($1, $2, 'paie', '', 'payroll', 'zip', '2026-10', 'main', $3, '', clock_timestamp())`,
    [
      batchId,
      employerId,
      { expand: 'expanding', match: 'matching', deposit: 'depositing', settle: 'completed' }[stage],
    ],
  );
  for (let position = 1; position <= items; position += 1) {
    await admin.query(
      `insert into item (id, batch_id, employer_id, position, state, file_key) values ($1, $2, $3, $4, 'pending', '')`,
      [uuidv7(), batchId, employerId, position],
    );
  }
  await admin.query(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
     values ($1, $2, $3, 0, $4, 'ready', $5, $6)`,
    [uuidv7(), batchId, employerId, stage, stage === 'expand' ? 0 : 1, items],
  );
  return batchId;
}

async function chunksOf(batchId: string): Promise<Chunk[]> {
  const { rows } = await admin.query<Chunk>(
    `select id, state, first_position as first, last_position as last, claims, attempts from chunk
     where batch_id = $1 order by first_position`,
    [batchId],
  );
  return rows;
}

/** A worker claims the chunk and dies: its lease runs out, and the sweeper comes by. */
async function crash(chunkId: string): Promise<void> {
  expect(await claimChunk(deps, chunkId)).not.toBeNull();
  await admin.query(`update chunk set lease_until = clock_timestamp() - interval '1 second' where id = $1`, [
    chunkId,
  ]);
  await sweepChunks(deps);
}

/** What a worker does whose chunk does not hold the poison. */
async function finish(chunk: Chunk, batchId: string): Promise<void> {
  await admin.query(
    `update item set state = 'deposited' where batch_id = $1 and position between $2 and $3`,
    [batchId, chunk.first, chunk.last],
  );
  await admin.query(`update chunk set state = 'done' where id = $1`, [chunk.id]);
}

it.each(['match', 'deposit'] as const)(
  'corners one poisonous item of a chunk that is to %s by halving, and quarantines it alone',
  async (stage) => {
    const [items, poison] = [10, 7];
    const batchId = await layBatch(stage, items);
    let crashes = 0;
    for (;;) {
      const open = (await chunksOf(batchId)).filter((chunk) => chunk.state !== 'done');
      const sound = open.find((chunk) => poison < chunk.first || chunk.last < poison);
      const [poisoned] = open;
      if (sound !== undefined) await finish(sound, batchId);
      else if (poisoned === undefined) break;
      else {
        await crash(poisoned.id);
        crashes += 1;
      }
    }
    // 10 → 5 → 3 → 2 → 1 at most, three crashed leases each.
    expect(crashes).toBeLessThanOrEqual(3 * 5);
    const { rows } = await admin.query<{ position: number; state: string; code: string | null }>(
      `select position, state, code from item where batch_id = $1 and state <> 'deposited'`,
      [batchId],
    );
    expect(rows).toEqual([{ position: poison, state: 'quarantined', code: 'processing-crash' }]);
    expect((await admin.query('select state from batch where id = $1', [batchId])).rows).toEqual([
      { state: 'completed' },
    ]);
  },
);

it('leaves a chunk whole for two crashed leases, and counts each of them', async () => {
  const batchId = await layBatch('match', 10);
  const [chunk] = await chunksOf(batchId);
  await crash(chunk?.id ?? '');
  await crash(chunk?.id ?? '');
  expect(await chunksOf(batchId)).toMatchObject([{ first: 1, last: 10, attempts: 2, state: 'ready' }]);
});

it('tells both halves that earlier claims may have left objects in the store', async () => {
  const batchId = await layBatch('deposit', 10);
  const [chunk] = await chunksOf(batchId);
  for (let n = 0; n < 3; n += 1) await crash(chunk?.id ?? '');
  const halves = await chunksOf(batchId);
  expect(halves).toMatchObject([
    { first: 1, last: 5, attempts: 0 },
    { first: 6, last: 10, attempts: 0 },
  ]);
  // The next claim of a half is above 1: it looks before it seals.
  for (const half of halves) expect((await claimChunk(deps, half.id))?.claims).toBeGreaterThan(1);
});

it('fails a batch whose container ends three workers, and says why', async () => {
  const batchId = await layBatch('expand', 0);
  const [chunk] = await chunksOf(batchId);
  for (let n = 0; n < 3; n += 1) await crash(chunk?.id ?? '');
  const { rows } = await admin.query('select state, failure_code from batch where id = $1', [batchId]);
  expect(rows).toEqual([{ state: 'failed', failure_code: 'processing-crash' }]);
  expect(await chunksOf(batchId)).toMatchObject([{ state: 'done' }]);
});

it('does not touch a chunk whose lease still runs', async () => {
  const batchId = await layBatch('deposit', 10);
  const [chunk] = await chunksOf(batchId);
  await claimChunk(deps, chunk?.id ?? '');
  await sweepChunks(deps);
  expect(await chunksOf(batchId)).toMatchObject([{ state: 'leased', attempts: 0 }]);
});
