import { type BatchAnswer, batchAnswer } from './answers';
import type { Api } from './api';
import type { Pace } from './back-off';
import { failure } from './push-error';

const FIRST_MS = 500;
const LONGEST_MS = 10_000;
const ENDED = ['completed', 'failed', 'cancelled', 'proposed'];
/** Waits for a person, who may take days. */
const FOR_A_PERSON = ['further-slips-to-confirm'];

/** Whether nothing more happens by itself. */
export function isSettled({ state, blocked }: Pick<BatchAnswer, 'state' | 'blocked'>): boolean {
  return ENDED.includes(state) || (blocked !== null && FOR_A_PERSON.includes(blocked.code));
}

export function readBatch(api: Api, path: string): Promise<BatchAnswer> {
  return api.ask({ method: 'GET', path }, batchAnswer);
}

/**
 * Asks, less and less often while nothing moves, until nothing more happens by itself.
 *
 * @throws PushError `not-finished`: longer than `waitMs`
 */
export async function followBatch(
  { api, pace, onState }: { readonly api: Api; readonly pace: Pace; onState(batch: BatchAnswer): void },
  path: string,
  waitMs: number,
): Promise<BatchAnswer> {
  const start = pace.elapsedMs();
  let pause = FIRST_MS;
  let before = '';
  for (;;) {
    const batch = await readBatch(api, path);
    onState(batch);
    if (isSettled(batch)) return batch;
    if (pace.elapsedMs() + pause - start > waitMs) throw failure('not-finished', batch.state);
    const now = JSON.stringify([batch.state, batch.counts, batch.blocked]);
    pause = now === before ? Math.min(LONGEST_MS, pause * 2) : FIRST_MS;
    before = now;
    await pace.sleep(pause);
  }
}
