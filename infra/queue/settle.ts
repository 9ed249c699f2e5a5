import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `work` has ended, well or not, but not longer than that. What it does afterwards is its own. */
export async function settleWithin(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const late = delay(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled([work]), late]);
  timer.abort();
}
