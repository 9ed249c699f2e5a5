import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { DIRECTORY_TABLES } from '../../../services/directory/tables';
import { IDENTITY_TABLES } from '../../../services/identity/tables';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { claimChunk } from '../../../services/ingestion/chunks/lease';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import type { WorkerIngestionDeps } from '../../../services/ingestion/deps';
import { INGESTION_TABLES } from '../../../services/ingestion/tables';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

/** One more than crashed leases a chunk is allowed. */
const OUTAGES = 4;

let pipeline: Pipeline;
let office: Office;
let proxy: FaultProxy;
let source: DataSource;
/** A worker whose way to PostgreSQL can be cut; the rest of the installation keeps its own. */
let worker: WorkerIngestionDeps;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
  const url = new URL(pipeline.urls.worker);
  proxy = await startFaultProxy(Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  source = await openDataSource({
    url: url.href,
    entities: [...DIRECTORY_TABLES, ...IDENTITY_TABLES, ...INGESTION_TABLES],
    poolSize: 4,
  });
  worker = { ...pipeline.worker, uow: createUnitOfWork(source) };
});
afterEach(() => proxy.set(null));
afterAll(async () => {
  await source.destroy();
  await proxy.close();
  await pipeline.stop();
});

type Stage = 'expand' | 'deposit';

async function submitted(): Promise<string> {
  const agent = await office.hire({});
  const id: string = (await office.open()).body.id;
  await office.send(id, office.archive([{ agent }]));
  await office.submit(id);
  return id;
}

/** Works on a batch of one slip until its next chunk is of that stage; that chunk's id. */
async function untilStage(batchId: string, stage: Stage): Promise<string> {
  for (let round = 0; round < 10; round += 1) {
    const [chunk] = await pipeline.look<{ id: string; stage: string }>(
      `select id, stage from chunk where batch_id = $1 and state in ('ready', 'rung')`,
      [batchId],
    );
    if (chunk === undefined) throw new Error('nothing waits');
    if (chunk.stage === stage) return chunk.id;
    await processChunk(pipeline.worker, chunk.id);
  }
  throw new Error(`no ${stage}`);
}

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly claims: number;
  readonly code: string | null;
}

async function chunkOf(id: string): Promise<Row> {
  const [row] = await pipeline.look<Row>(
    'select state, attempts, claims, blocked_code as code from chunk where id = $1',
    [id],
  );
  if (row === undefined) throw new Error('no such chunk');
  return row;
}

/** The worker, from whose first reading of the staged upload on PostgreSQL is away: all the rest goes on. */
function unreachable(): WorkerIngestionDeps {
  const { store } = worker;
  return {
    ...worker,
    store: {
      ...store,
      get: async (...call) => {
        proxy.set({ kind: 'refuse' });
        return store.get(...call);
      },
    },
  };
}

/** The worker, whose connections the server ends in the first transaction after that, before its commit. */
function cutBeforeCommit(): WorkerIngestionDeps {
  const { store, uow } = worker;
  let armed = false;
  return {
    ...worker,
    store: {
      ...store,
      get: async (...call) => {
        armed = true;
        return store.get(...call);
      },
    },
    uow: {
      run: (actor, work) =>
        uow.run(actor, async (tx) => {
          const result = await work(tx);
          if (armed) await endConnections();
          armed = false;
          return result;
        }),
    },
  };
}

const endConnections = () =>
  pipeline.look(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where usename = 'coffre_worker' and datname = current_database()`,
  );

/** The ring ends in an error when the database stays away: that is the queue's business, none of the chunk's. */
const answerRing = (deps: WorkerIngestionDeps, id: string) => processChunk(deps, id).catch(() => undefined);

/** On a loaded machine a worker needs its time to find the database back. */
async function waitFor(holds: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return true;
    await delay(100);
  }
  return false;
}

const runOut = (id: string) =>
  pipeline.look(
    `update chunk set lease_until = clock_timestamp() - interval '1 second' where id = $1 and state = 'leased'`,
    [id],
  );

const dueNow = (id: string) => pipeline.look('update chunk set not_before = null where id = $1', [id]);

async function expectDeposited(batchId: string): Promise<void> {
  await pipeline.settle();
  const { batch, items } = await office.read(batchId);
  expect(items.map(({ state, code }) => [state, code])).toEqual([['deposited', null]]);
  expect(batch).toMatchObject({ state: 'completed', failure: null, counts: { deposited: 1 } });
}

describe.each<Stage>(['expand', 'deposit'])('again and again during one %s, a server', (stage) => {
  it.each([
    ['unreachable', unreachable],
    ['that ends its connections before a commit', cutBeforeCommit],
  ] as const)('%s: no attempt is consumed', async (_name, losing) => {
    const batchId = await submitted();
    const chunkId = await untilStage(batchId, stage);
    for (let outage = 1; outage <= OUTAGES; outage += 1) {
      await dueNow(chunkId);
      await answerRing(losing(), chunkId);
      proxy.set(null);
      await waitFor(async () => (await chunkOf(chunkId)).state !== 'leased');
      // Whoever did not give its lease back by now is taken for dead.
      await runOut(chunkId);
      await sweepChunks(pipeline.worker);
      expect(await chunkOf(chunkId)).toMatchObject({
        state: 'ready',
        attempts: 0,
        claims: outage,
        code: 'database-unavailable',
      });
    }
    expect((await office.read(batchId)).batch.blocked).toMatchObject({ code: 'database-unavailable' });
    await dueNow(chunkId);
    await expectDeposited(batchId);
  });

  it('out of reach of one worker alone, beyond its lease: it takes back what the sweeper counted', async () => {
    const batchId = await submitted();
    const chunkId = await untilStage(batchId, stage);
    for (let outage = 1; outage <= OUTAGES; outage += 1) {
      await dueNow(chunkId);
      await answerRing(unreachable(), chunkId);
      await runOut(chunkId);
      await sweepChunks(pipeline.worker);
      expect(await chunkOf(chunkId)).toMatchObject({ state: 'ready', attempts: 1 });
      proxy.set(null);
      expect(await waitFor(async () => (await chunkOf(chunkId)).attempts === 0)).toBe(true);
    }
    await dueNow(chunkId);
    await expectDeposited(batchId);
  });
});

it('a worker that comes back takes out its own count only, and leaves the chunk to whoever has it', async () => {
  const batchId = await submitted();
  const chunkId = await untilStage(batchId, 'deposit');
  // One that never comes back.
  await claimChunk(pipeline.worker, chunkId);
  await runOut(chunkId);
  await sweepChunks(pipeline.worker);
  await answerRing(unreachable(), chunkId);
  await runOut(chunkId);
  await sweepChunks(pipeline.worker);
  expect(await chunkOf(chunkId)).toMatchObject({ attempts: 2 });
  const next = await claimChunk(pipeline.worker, chunkId);
  proxy.set(null);
  expect(await waitFor(async () => (await chunkOf(chunkId)).attempts === 1)).toBe(true);
  expect(await chunkOf(chunkId)).toMatchObject({ state: 'leased', code: null });
  expect(next?.claims).toBe(3);
  await runOut(chunkId);
  await sweepChunks(pipeline.worker);
  expect(await chunkOf(chunkId)).toMatchObject({ state: 'ready', attempts: 2 });
  await expectDeposited(batchId);
});

describe('an outage longer than a lease', () => {
  /** Nobody could claim, renew or sweep for two minutes; now the database answers. */
  const outlast = (id: string) =>
    pipeline.look(
      `update chunk set lease_until = clock_timestamp() - interval '70 seconds',
         watched_at = clock_timestamp() - interval '2 minutes' where id = $1 and state = 'leased'`,
      [id],
    );

  it('leaves the lease to its worker for a further term, and counts one that never comes back once', async () => {
    const batchId = await submitted();
    const chunkId = await untilStage(batchId, 'deposit');
    await claimChunk(pipeline.worker, chunkId);
    await outlast(chunkId);
    await sweepChunks(pipeline.worker);
    expect(await chunkOf(chunkId)).toMatchObject({ state: 'leased', attempts: 0 });
    const [lease] = await pipeline.look<{ left: number }>(
      'select extract(epoch from lease_until - clock_timestamp())::int as left from chunk where id = $1',
      [chunkId],
    );
    expect(lease?.left).toBeGreaterThan(20);
    await runOut(chunkId);
    await sweepChunks(pipeline.worker);
    expect(await chunkOf(chunkId)).toMatchObject({ state: 'ready', attempts: 1 });
    await expectDeposited(batchId);
  });

  it('three times and more: not even the last sweep before the worker returns isolates its item', async () => {
    const batchId = await submitted();
    const chunkId = await untilStage(batchId, 'deposit');
    for (let outage = 1; outage <= OUTAGES; outage += 1) {
      await dueNow(chunkId);
      await answerRing(unreachable(), chunkId);
      await outlast(chunkId);
      await sweepChunks(pipeline.worker);
      expect(await chunkOf(chunkId)).toMatchObject({ state: 'leased', attempts: 0 });
      proxy.set(null);
      expect(await waitFor(async () => (await chunkOf(chunkId)).state === 'ready')).toBe(true);
      expect(await chunkOf(chunkId)).toMatchObject({ attempts: 0, code: 'database-unavailable' });
    }
    await dueNow(chunkId);
    await expectDeposited(batchId);
  });

  it('that a busy worker never noticed ends its claim, uncounted', async () => {
    const batchId = await submitted();
    const chunkId = await untilStage(batchId, 'deposit');
    let transactions = 0;
    // Between loading the chunk and its first round of writes.
    const sleeper: WorkerIngestionDeps = {
      ...worker,
      uow: {
        run: async (actor, work) => {
          transactions += 1;
          if (transactions === 3) await outlast(chunkId);
          return worker.uow.run(actor, work);
        },
      },
    };
    await processChunk(sleeper, chunkId);
    expect(await chunkOf(chunkId)).toMatchObject({ attempts: 0, claims: 1, code: null });
    expect((await chunkOf(chunkId)).state).not.toBe('leased');
    await dispatchChunks(pipeline.worker);
    await expectDeposited(batchId);
  });
});
