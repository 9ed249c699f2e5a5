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
      await scene.untilThereIs(
        `select 1 from chunk where batch_id = $1 and stage = 'deposit' and state = 'leased'`,
        [batch.id],
      );
      // Which of them holds the lease only they know: all but one stand still, then go on beside it.
      const [still] = scene.stack.workers;
      const pid = still?.pid ?? 0;
      process.kill(pid, 'SIGSTOP');
      try {
        await scene.untilCompleted(batch);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await delay(2_000);
    }
    expect((await scene.judge('worker stopped beyond its lease', SCALE.stops)).faults).toEqual([]);
  },
  LONG_MS,
);

async function emptyQueue(): Promise<void> {
  const tables = await scene.query<{ name: string }>(
    `select format('bullmq.%I', tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename like '%job%'`,
  );
  for (const { name } of tables) await scene.query(`delete from ${name}`);
}
