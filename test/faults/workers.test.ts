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
    // Whatever a killed worker had written is taken over by the next claim: nothing is sealed twice.
    expect(report.surplus).toBe(0);
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
    for (let taken = 0; taken < SCALE.stops; ) {
      const batch = await scene.pushNew(SCALE.batchItems);
      const stopped = await stopAllHoldingALease(batch.id);
      // Deposited before any of it could be stopped: another batch, then.
      if (stopped === null) continue;
      const { pids, held } = stopped;
      try {
        await scene.stack.startWorker();
        await scene.untilCompleted(batch);
      } finally {
        for (const pid of pids) process.kill(pid, 'SIGCONT');
      }
      // Time to try what they were about to do. One that had sent its commit already was not overtaken.
      await delay(3_000);
      if ((await wereOvertaken(held)) > 0) taken += 1;
    }
    expect((await scene.judge('worker stopped beyond its lease', SCALE.stops)).faults).toEqual([]);
  },
  LONG_MS,
);

interface Held {
  readonly id: string;
  readonly epoch: number;
}

/** Stops every worker at a moment when a deposit is under way; NULL where the batch was over first. */
async function stopAllHoldingALease(batchId: string): Promise<{ pids: number[]; held: Held[] } | null> {
  const leased = `select id, lease_epoch as epoch from chunk
    where batch_id = $1 and stage = 'deposit' and state = 'leased'`;
  const over = `select 1 from batch where id = $1 and state = 'completed'`;
  for (;;) {
    await scene.untilThereIs(`select 1 where exists (${leased}) or exists (${over})`, [batchId]);
    if ((await scene.query(over, [batchId])).length > 0) return null;
    const pids = scene.stack.workers.map((worker) => worker.pid);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const held = await scene.query<Held>(leased, [batchId]);
    if (held.length > 0) return { pids, held };
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

/** How many of these leases gave way to a later one. */
async function wereOvertaken(held: readonly Held[]): Promise<number> {
  const rows = await scene.query(
    `select 1 from chunk join unnest($1::uuid[], $2::integer[]) as held (id, epoch) using (id)
     where chunk.lease_epoch > held.epoch`,
    [held.map(({ id }) => id), held.map(({ epoch }) => epoch)],
  );
  return rows.length;
}

async function emptyQueue(): Promise<void> {
  const tables = await scene.query<{ name: string }>(
    `select format('bullmq.%I', tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename like '%job%'`,
  );
  for (const { name } of tables) await scene.query(`delete from ${name}`);
}
