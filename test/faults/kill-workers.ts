import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../fixtures/payroll/random';
import type { Scene } from './scene';

const STAGES = ['match', 'deposit'] as const;
/** About as long as a chunk takes on a loaded machine. */
const LATEST_MS = 400;
const RESTART_MS = 30_000;

export interface Kills {
  /** Batches that were needed. */
  readonly batches: number;
  /** Kills by the stage that was under way. */
  readonly byStage: Readonly<Record<(typeof STAGES)[number], number>>;
}

/**
 * Kills workers with SIGKILL at seeded random points while chunks are matched and
 * deposited, as often as asked, pushing batches for as long as that takes. The
 * supervisor starts them again.
 */
export async function killWorkers(
  scene: Scene,
  { kills, items, random }: { readonly kills: number; readonly items: number; readonly random: Random },
): Promise<Kills> {
  const byStage = { match: 0, deposit: 0 };
  let batches = 0;
  for (let killed = 0; killed < kills; ) {
    const batch = await scene.pushNew(items);
    batches += 1;
    while (killed < kills) {
      const stage = STAGES[killed % STAGES.length] ?? 'deposit';
      const [busy] = await scene.query(
        `select 1 from chunk where batch_id = $1 and stage = $2 and state = 'leased' and claims < 3`,
        [batch.id, stage],
      );
      if (busy !== undefined) {
        await delay(random.between(0, LATEST_MS));
        await killOne(scene, random);
        byStage[stage] += 1;
        killed += 1;
      } else if ((await scene.client.status(batch)).state === 'completed') break;
      else await delay(5);
    }
    await scene.untilCompleted(batch);
  }
  return { batches, byStage };
}

/** One of the workers; returns when the supervisor has another one running. */
async function killOne({ stack }: Scene, random: Random): Promise<void> {
  const worker = random.pick(stack.workers);
  const { pid } = worker;
  process.kill(pid, 'SIGKILL');
  const start = performance.now();
  while (worker.pid === pid) {
    if (performance.now() - start > RESTART_MS) throw new Error('the worker was not started again');
    await delay(20);
  }
}
