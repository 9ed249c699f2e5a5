import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../fixtures/payroll/random';
import { killWorkers } from './kill-workers';
import { LONG_MS, SCALE, SEED } from './scale';
import { openScene, type Scene } from './scene';

/** Queue on Redis, store on S3 with Object Lock: what runs in production. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('redis-and-s3', { queue: 'redis', store: 's3' });
}, 180_000);
afterAll(() => scene?.close(), 120_000);

const ITEMS = SCALE.batchItems;
const UNDER_WAY = `select 1 from chunk where batch_id = $1 and stage = 'deposit' and state = 'leased'`;

it(
  'deposits each document once when workers are killed: what is locked for years is taken over, not doubled',
  async () => {
    const random = createRandom(`${SEED}/kills on S3`);
    const { byStage } = await killWorkers(scene, { kills: SCALE.kills, items: SCALE.killBatchItems, random });
    const report = await scene.judge(
      `worker killed (${byStage.match} match, ${byStage.deposit} deposit)`,
      SCALE.kills,
    );
    expect(report.faults).toEqual([]);
    expect(report.surplus).toBeLessThanOrEqual(SCALE.kills * 2 * 10 * 2);
  },
  LONG_MS,
);

it(
  'rings again for everything when Redis is flushed, or killed and started empty, in the middle of a batch',
  async () => {
    const random = createRandom(`${SEED}/flushed`);
    const { redis } = scene.stack;
    for (let round = 0; round < SCALE.emptied; round += 1) {
      const batch = await scene.pushNew(ITEMS);
      await scene.untilThereIs(`select 1 from chunk where batch_id = $1 and state in ('rung', 'leased')`, [
        batch.id,
      ]);
      await delay(random.between(0, 300));
      await redis?.flushAll();
      await delay(random.between(0, 300));
      await redis?.kill();
      await delay(1_000);
      await redis?.restart();
      await scene.untilCompleted(batch);
    }
    expect((await scene.judge('Redis flushed, killed', SCALE.emptied * 2)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'waits visibly while S3 cuts every upload in its middle, then is not there at all, and goes on by itself',
  async () => {
    const proxy = scene.stack.s3?.proxy;
    const batch = await scene.pushNew(ITEMS);
    await scene.untilThereIs(UNDER_WAY, [batch.id]);
    proxy?.set({ kind: 'cut', afterBytes: 20_000 });
    const cut = await scene.client.waitUntil(batch, ({ blocked }) => blocked !== null);
    expect(cut.blocked?.code).toBe('storage-unavailable');
    proxy?.set({ kind: 'refuse' });
    await delay(2_000);
    expect((await scene.client.status(batch)).blocked?.since).toBe(cut.blocked?.since);
    proxy?.set(null);
    await scene.untilCompleted(batch);
    expect((await scene.judge('S3 cut, refused', 2)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'deposits over an S3 that is slow',
  async () => {
    const proxy = scene.stack.s3?.proxy;
    proxy?.set({ kind: 'delay', milliseconds: 50 });
    const batch = await scene.pushNew(ITEMS);
    await scene.untilCompleted(batch);
    proxy?.set(null);
    expect((await scene.judge('S3 slow', 1)).faults).toEqual([]);
  },
  LONG_MS,
);
