import { setTimeout as delay } from 'node:timers/promises';

/** Whether `work` ended, well or not, within the time given. What it does after that is its own. */
export async function settlesWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  const late = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([ended, late]);
  } finally {
    timer.abort();
  }
}

/** Closes a connection that may be cut: in bounded time, then by force, never with an error. */
export async function closeOrCut(
  { part, cut }: { part: { close(): Promise<void> }; cut(): void },
  milliseconds: number,
): Promise<void> {
  await settlesWithin(milliseconds, part.close());
  cut();
}
