import { performance } from 'node:perf_hooks';
import { errorCode } from '../error-code';
import type { Logger } from '../ports/logger';

const QUIET_MS = 10_000;

/** A store that is away fails many times a second: one line for each ten seconds says it all. */
export function createErrorReporter(logger: Logger, message: string): (error: unknown) => void {
  let quietUntil = 0;
  let suppressed = 0;
  return (error) => {
    if (performance.now() < quietUntil) {
      suppressed += 1;
      return;
    }
    quietUntil = performance.now() + QUIET_MS;
    logger.warn({ code: errorCode(error) ?? null, error: messageOf(error), suppressed }, message);
    suppressed = 0;
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
