import { uuidv7 } from 'uuidv7';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { claimChunk } from '../../../services/ingestion/chunks/lease';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const AHEAD = 4;
const ITEMS = 100;

let pipeline: Pipeline;
let large: Office;
let small: Office;
beforeAll(async () => {
  pipeline = await openPipeline({ chunksRungAhead: AHEAD, chunkItems: ITEMS });
  large = await openOffice(pipeline);
  small = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());
afterEach(() => pipeline.look('delete from lane_turn').then(() => pipeline.look('delete from chunk')));

interface Waiting {
  readonly lane?: number;
  readonly stage?: string;
  /** Items of each chunk. */
  readonly items?: number;
}

/** Chunks that are ready to be matched, of a batch of their own; their ids in order. */
async function wait(office: Office, count: number, options: Waiting = {}): Promise<string[]> {
  const { lane = 1, stage = 'match', items = ITEMS } = options;
  const batchId: string = (await office.open()).body.id;
  const ids = Array.from({ length: count }, () => uuidv7());
  await pipeline.look(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
     select id, $1, $2, $3, $4, 'ready', (at - 1) * $5::int + 1, at * $5::int
     from unnest($6::uuid[]) with ordinality as new (id, at)`,
    [batchId, office.id, lane, stage, items, ids],
  );
  return ids;
}

async function dispatch(): Promise<string[]> {
  await dispatchChunks(pipeline.worker);
  return pipeline.takeRings();
}

/** One worker: takes what is rung, one at a time, in the order of the rings. */
async function workThrough(most: number, queue: string[] = []): Promise<string[]> {
  const order: string[] = [];
  while (order.length < most) {
    queue.push(...(await dispatch()));
    const next = queue.shift();
    if (next === undefined) break;
    expect(await claimChunk(pipeline.worker, next)).not.toBeNull();
    await pipeline.look(`update chunk set state = 'done' where id = $1`, [next]);
    order.push(next);
  }
  return order;
}

describe('the dispatcher', () => {
  it('rings a few chunks ahead and no more, each once, in the order of their batch', async () => {
    const ids = await wait(large, 10);
    const rung = await dispatch();
    expect(rung).toEqual(ids.slice(0, AHEAD));
    expect(await dispatch()).toEqual([]);
    // One that is claimed makes room for one more.
    await claimChunk(pipeline.worker, rung[0] ?? '');
    expect(await dispatch()).toEqual([ids[AHEAD]]);
  });

  it('run by many at once rings no chunk twice', async () => {
    await wait(large, 10);
    await Promise.all(Array.from({ length: 6 }, () => dispatchChunks(pipeline.worker)));
    const rung = pipeline.takeRings();
    expect(rung).toHaveLength(AHEAD);
    expect(new Set(rung).size).toBe(AHEAD);
  });

  it('lets a lower lane go first, and fills what it leaves free from the next', async () => {
    const backfill = await wait(large, 3, { lane: 2 });
    const payroll = await wait(large, 2, { lane: 1 });
    const quick = await wait(small, 1, { lane: 0 });
    expect(await dispatch()).toEqual([...quick, ...payroll, ...backfill.slice(0, 1)]);
  });

  it('does not let 50 chunks of one employer starve the two of another', async () => {
    const many = await wait(large, 50);
    const few = await wait(small, 2);
    const order = await workThrough(52);
    expect(order).toHaveLength(52);
    expect(order.filter((id) => many.includes(id))).toEqual(many);
    // Turn and turn about: both are through before six of the other, wherever they stand in the queue.
    expect(Math.max(...few.map((id) => order.indexOf(id)))).toBeLessThan(6);
  });

  it('serves both alike in a higher lane that a lower one keeps pushing aside', async () => {
    await wait(large, 50);
    const few = await wait(small, 3);
    const order: string[] = [];
    const queue: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      // A small batch always waits: the payroll lane only gets what is left over.
      await wait(large, AHEAD - 1, { lane: 0, items: 1 });
      order.push(...(await workThrough(AHEAD, queue)));
    }
    expect(order.filter((id) => few.includes(id))).toEqual(few);
  });

  it('counts items, not chunks: small chunks of one pass while a large one of another waits its turn', async () => {
    const big = await wait(large, 4, { items: ITEMS });
    const little = await wait(small, 12, { items: ITEMS / 4 });
    const order = await workThrough(16);
    const served = (ids: string[], upTo: number) =>
      order.slice(0, upTo).filter((id) => ids.includes(id)).length;
    // After ten chunks each has had about as many items: two large, eight small.
    expect(served(big, 10)).toBe(2);
    expect(served(little, 10)).toBe(8);
  });

  it('forgets the credit of who stopped waiting', async () => {
    await wait(small, 1);
    await workThrough(1);
    await wait(large, 1);
    await dispatch();
    const turns = await pipeline.look<{ employer: string }>('select employer_id as employer from lane_turn');
    expect(turns).toEqual([{ employer: large.id }]);
  });

  it('skips a blocked chunk until its time, and the sweeper brings back a lost ring', async () => {
    const [blocked, next] = await wait(large, 2);
    await pipeline.look(`update chunk set not_before = clock_timestamp() + interval '1 hour' where id = $1`, [
      blocked,
    ]);
    expect(await dispatch()).toEqual([next]);
    await pipeline.look(`update chunk set not_before = clock_timestamp() where id = $1`, [blocked]);
    expect(await dispatch()).toEqual([blocked]);
    await sweepChunks(pipeline.worker);
    expect(await dispatch()).toEqual([]);
    await pipeline.look(`update chunk set rung_at = clock_timestamp() - interval '1 minute'`);
    await sweepChunks(pipeline.worker);
    expect((await dispatch()).sort()).toEqual([blocked, next].sort());
  });

  it('goes on when the queue is down: the ring is lost, the chunk is not', async () => {
    const [id] = await wait(large, 1);
    const doorbell = { ring: () => Promise.reject(new Error('down')) };
    await expect(dispatchChunks({ ...pipeline.worker, doorbell })).resolves.toBe(1);
    const [chunk] = await pipeline.look<{ state: string }>('select state from chunk where id = $1', [id]);
    expect(chunk?.state).toBe('rung');
  });
});
