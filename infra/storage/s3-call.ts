import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStoreError } from '../ports/object-store';
import { toObjectStoreError } from './s3-error';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;

/**
 * Runs one call until it succeeds, fails for good, has been tried four times,
 * or the deadline is over. Pauses double, half of each at random, so that workers
 * that failed together do not come back together.
 *
 * Repeating a PUT whose answer was lost leaves a second version under the key:
 * nobody pins it, reconciliation registers it as surplus.
 */
export async function callWithin<T>(
  deadlineMs: number,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(deadlineMs);
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(signal);
    } catch (error) {
      const failure = toObjectStoreError(error);
      if (failure.code !== 'storage-unavailable' || tried === ATTEMPTS || signal.aborted) throw failure;
      await pause(tried, signal, failure);
    }
  }
}

async function pause(tried: number, signal: AbortSignal, failure: ObjectStoreError): Promise<void> {
  const longest = FIRST_PAUSE_MS * 2 ** (tried - 1);
  try {
    await sleep(longest / 2 + (Math.random() * longest) / 2, undefined, { signal });
  } catch {
    throw failure;
  }
}
