import { createHash } from 'node:crypto';
import { type ObjectStore, ObjectStoreError } from '../../../infra/ports/object-store';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { claimChunk, fence, LeaseLostError, requireTimeLeft } from '../../../services/ingestion/chunks/lease';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import { SYSTEM, type WorkerIngestionDeps } from '../../../services/ingestion/deps';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

async function submitted(agents: number): Promise<string> {
  const papers = [];
  for (let at = 0; at < agents; at += 1) papers.push({ agent: await office.hire({}) });
  const id: string = (await office.open()).body.id;
  await office.send(id, office.archive(papers));
  await office.submit(id);
  return id;
}

/** Works on a batch until its next chunk is to be deposited; that chunk's id. */
async function untilDeposit(batchId: string): Promise<string> {
  for (let round = 0; round < 20; round += 1) {
    await dispatchChunks(pipeline.worker);
    pipeline.takeRings();
    const [chunk] = await pipeline.look<{ id: string; stage: string }>(
      `select id, stage from chunk where batch_id = $1 and state in ('ready', 'rung') order by first_position limit 1`,
      [batchId],
    );
    if (chunk === undefined) throw new Error('nothing waits');
    if (chunk.stage === 'deposit') return chunk.id;
    await processChunk(pipeline.worker, chunk.id);
  }
  throw new Error('no deposit');
}

const chunkOf = async (id: string) =>
  (
    await pipeline.look<{
      state: string;
      attempts: number;
      claims: number;
      code: string | null;
      wait: boolean;
    }>(
      `select state, attempts, claims, blocked_code as code, not_before > clock_timestamp() as wait
       from chunk where id = $1`,
      [id],
    )
  )[0];

/** Everything stored under the vaults of this office, against what rows pin or count. */
async function unaccounted(): Promise<string[]> {
  const known = await pipeline.look<{ version: string }>(
    'select version_id as version from document_key union all select version_id from surplus_object',
  );
  const versions: string[] = [];
  for (const bucket of ['agent-vaults', 'employer-vaults'] as const) {
    for await (const { versionId } of pipeline.worker.store.list(bucket, '')) versions.push(versionId);
  }
  return versions.filter((version) => !known.some((row) => row.version === version));
}

/** The worker with one call of its store changed. */
function withStore(change: Partial<ObjectStore>): WorkerIngestionDeps {
  return { ...pipeline.worker, store: { ...pipeline.worker.store, ...change } };
}

describe('a lease', () => {
  it('is taken once, by id; its epoch fences whoever held it before', async () => {
    const batchId = await submitted(1);
    const chunkId = await untilDeposit(batchId);
    const first = await claimChunk(pipeline.worker, chunkId);
    expect(await claimChunk(pipeline.worker, chunkId)).toBeNull();
    if (first === null) throw new Error('not claimed');
    await pipeline.worker.uow.run(SYSTEM, (tx) => fence(tx, first));
    await pipeline.look(`update chunk set state = 'ready' where id = $1`, [chunkId]);
    const second = await claimChunk(pipeline.worker, chunkId);
    expect(second).toMatchObject({ epoch: first.epoch + 1, claims: 2 });
    await expect(pipeline.worker.uow.run(SYSTEM, (tx) => fence(tx, first))).rejects.toThrow(LeaseLostError);
    await expect(requireTimeLeft(pipeline.worker, first)).rejects.toThrow(LeaseLostError);
    await pipeline.look(`update chunk set state = 'ready', lease_until = null where id = $1`, [chunkId]);
    await pipeline.settle();
    expect((await office.read(batchId)).batch.counts).toEqual({ deposited: 1 });
  });

  it('that is about to end starts no write', async () => {
    const batchId = await submitted(1);
    const chunkId = await untilDeposit(batchId);
    const lease = await claimChunk(pipeline.worker, chunkId);
    if (lease === null) throw new Error('not claimed');
    await requireTimeLeft(pipeline.worker, lease);
    await pipeline.look(
      `update chunk set lease_until = clock_timestamp() + interval '5 seconds' where id = $1`,
      [chunkId],
    );
    await expect(requireTimeLeft(pipeline.worker, lease)).rejects.toThrow(LeaseLostError);
    await pipeline.look(`update chunk set state = 'ready', lease_until = null where id = $1`, [chunkId]);
    await pipeline.settle();
  });

  it('lost while the documents are written commits nothing; the next claim takes what was written', async () => {
    const batchId = await submitted(2);
    const chunkId = await untilDeposit(batchId);
    let stolen = false;
    const worker = withStore({
      put: async (...call) => {
        const stored = await pipeline.worker.store.put(...call);
        if (!stolen) {
          stolen = true;
          await pipeline.look(
            `update chunk set lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() - interval '1 second'
             where id = $1`,
            [chunkId],
          );
        }
        return stored;
      },
    });
    await processChunk(worker, chunkId);
    expect((await office.read(batchId)).batch.counts).toEqual({ pending: 2 });
    await pipeline.settle();
    expect((await office.read(batchId)).batch.counts).toEqual({ deposited: 2 });
    expect(await unaccounted()).toEqual([]);
  });
});

describe('a service that is down blocks, and consumes no attempt', () => {
  it('the store', async () => {
    const batchId = await submitted(1);
    const chunkId = await untilDeposit(batchId);
    const down = withStore({ put: () => Promise.reject(new ObjectStoreError('storage-unavailable')) });
    await processChunk(down, chunkId);
    expect(await chunkOf(chunkId)).toMatchObject({
      state: 'ready',
      attempts: 0,
      code: 'storage-unavailable',
      wait: true,
    });
    const { batch } = await office.read(batchId);
    expect(batch).toMatchObject({ state: 'depositing', blocked: { code: 'storage-unavailable' } });
    await pipeline.settle();
    expect((await office.read(batchId)).batch.state).toBe('depositing');
    await pipeline.look('update chunk set not_before = null where id = $1', [chunkId]);
    await pipeline.settle();
    expect((await office.read(batchId)).batch).toMatchObject({ state: 'completed', blocked: null });
  });

  it('in the middle of a chunk: what was written is taken over, and nothing stored is unknown', async () => {
    const batchId = await submitted(3);
    const chunkId = await untilDeposit(batchId);
    let puts = 0;
    const failing = withStore({
      put: (...call) => {
        puts += 1;
        if (puts > 3) return Promise.reject(new ObjectStoreError('storage-unavailable'));
        return pipeline.worker.store.put(...call);
      },
    });
    await processChunk(failing, chunkId);
    await pipeline.look('update chunk set not_before = null where id = $1', [chunkId]);
    await pipeline.settle();
    expect((await office.read(batchId)).batch.counts).toEqual({ deposited: 3 });
    expect(await unaccounted()).toEqual([]);
  });
});

describe('an item that ends its worker', () => {
  it('is found by halving, quarantined alone, and its neighbours are deposited', async () => {
    const batchId = await submitted(5);
    const chunkId = await untilDeposit(batchId);
    const [victim] = await pipeline.look<{ sha256: Buffer }>(
      `select d.input_sha256 as sha256 from item i join document d on d.id = i.document_id
       where i.batch_id = $1 and i.position = 3`,
      [batchId],
    );
    const crashing: WorkerIngestionDeps = {
      ...pipeline.worker,
      sealing: {
        ...pipeline.worker.sealing,
        seal: async (source, statement) => {
          const sha256 = createHash('sha256').update(source).digest();
          if (victim?.sha256.equals(sha256)) throw new TypeError('crash');
          return pipeline.worker.sealing.seal(source, statement);
        },
      },
    };
    await processChunk(crashing, chunkId);
    for (let round = 0; round < 60; round += 1) {
      await sweepChunks(crashing);
      await dispatchChunks(crashing);
      const rung = pipeline.takeRings();
      if (rung.length === 0) break;
      for (const id of rung) await processChunk(crashing, id);
    }
    const { batch, items } = await office.read(batchId);
    expect(batch.state).toBe('completed');
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['deposited', null],
      ['deposited', null],
      ['quarantined', 'processing-crash'],
      ['deposited', null],
      ['deposited', null],
    ]);
    const halves = await pipeline.look<{ claims: number }>('select claims from chunk where batch_id = $1', [
      batchId,
    ]);
    expect(halves.length).toBeGreaterThan(2);
    expect(await unaccounted()).toEqual([]);
  });
});
