import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../fixtures/payroll/random';
import { killWorkers } from './kill-workers';
import { LONG_MS, SCALE, SEED } from './scale';
import { openScene, type Scene } from './scene';

/** Queue on PostgreSQL, store in a folder: the embedded default. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('workers', { queue: 'postgres', store: 'folder' });
}, 120_000);
afterAll(() => scene?.close(), 120_000);

it(
  `deposits each document once, whatever point of match or deposit its worker is killed at`,
  async () => {
    const random = createRandom(`${SEED}/kills`);
    const { byStage } = await killWorkers(scene, { kills: SCALE.kills, items: SCALE.killBatchItems, random });
    const report = await scene.judge(
      `worker killed (${byStage.match} match, ${byStage.deposit} deposit)`,
      SCALE.kills,
    );
    expect(report.faults).toEqual([]);
    // Two chunks of ten at once in a worker, two copies of each.
    expect(report.surplus).toBeLessThanOrEqual(SCALE.kills * 2 * 10 * 2);
  },
  LONG_MS,
);

it(
  'rings again for everything when the queue is emptied in the middle of a batch',
  async () => {
    const random = createRandom(`${SEED}/emptied`);
    for (let round = 0; round < SCALE.emptied; round += 1) {
      const batch = await scene.pushNew(SCALE.batchItems);
      await scene.untilThereIs('select 1 from chunk where batch_id = $1 and state in ($2, $3)', [
        batch.id,
        'rung',
        'leased',
      ]);
      await delay(random.between(0, 300));
      await emptyQueue();
      await scene.untilCompleted(batch);
    }
    expect((await scene.judge('queue emptied', SCALE.emptied)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'refuses the commit of a worker that stood still beyond its lease: nothing is deposited twice',
  async () => {
    for (let round = 0; round < SCALE.stops; round += 1) {
      const batch = await scene.pushNew(SCALE.batchItems);
      const standing = await stopAllHoldingALease(batch.id);
      try {
        await scene.stack.startWorker();
        await scene.untilCompleted(batch);
      } finally {
        for (const pid of standing) process.kill(pid, 'SIGCONT');
      }
      await scene.untilLogged('lease lost');
    }
    expect((await scene.judge('worker stopped beyond its lease', SCALE.stops)).faults).toEqual([]);
  },
  LONG_MS,
);

/** Stops every worker at a moment when a deposit is under way. @returns their pids */
async function stopAllHoldingALease(batchId: string): Promise<number[]> {
  const held = `select 1 from chunk where batch_id = $1 and stage = 'deposit' and state = 'leased'`;
  for (;;) {
    await scene.untilThereIs(held, [batchId]);
    const pids = scene.stack.workers.map((worker) => worker.pid);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    if ((await scene.query(held, [batchId])).length > 0) return pids;
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

async function emptyQueue(): Promise<void> {
  const tables = await scene.query<{ name: string }>(
    `select format('bullmq.%I', tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename like '%job%'`,
  );
  for (const { name } of tables) await scene.query(`delete from ${name}`);
}
