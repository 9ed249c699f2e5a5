import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../infra/ports/logger';

/**
 * Runs `round` again and again, at least `seconds` apart, never two at once. A
 * round that fails is logged and the next one comes all the same: this is what
 * brings back work whose ring was lost, so it depends on no queue.
 */
export function startSweeping(
  seconds: number,
  logger: Logger,
  round: () => Promise<unknown>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => logger.warn({ error }, 'sweep failed'));
      await delay(seconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
