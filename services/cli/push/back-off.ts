import { failure, type TransientFault } from './push-error';

/** Monotonic time, waiting and chance, so that tests decide all three. */
export interface Pace {
  /** Milliseconds since any fixed moment. */
  elapsedMs(): number;
  sleep(milliseconds: number): Promise<void>;
  /** 0 up to, not including, 1. */
  random(): number;
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Waits between attempts at one thing, and ends them when patience is over. */
export interface BackOff {
  /** @throws PushError `server-unreachable`: nothing has moved for as long as patience lasts */
  wait(fault: TransientFault): Promise<void>;
  /** Something moved: patience and pace begin anew. */
  reset(): void;
}

export interface BackOffOptions {
  readonly pace: Pace;
  readonly patienceMs: number;
  onWait(fault: TransientFault, milliseconds: number): void;
}

export function createBackOff({ pace, patienceMs, onWait }: BackOffOptions): BackOff {
  let since: number | null = null;
  let attempt = 0;
  return {
    async wait(fault) {
      const now = pace.elapsedMs();
      since ??= now;
      const milliseconds = nextWait(attempt, fault.retryAfterMs, pace.random());
      attempt += 1;
      if (now + milliseconds - since > patienceMs) throw failure('server-unreachable', fault.what, fault);
      onWait(fault, milliseconds);
      await pace.sleep(milliseconds);
    },
    reset() {
      since = null;
      attempt = 0;
    },
  };
}

/**
 * Doubles up to a longest wait, between a half and the whole of it by chance: a thousand
 * clients that were cut at once do not come back at once. Never earlier than the server asks.
 */
export function nextWait(attempt: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 30));
  const own = ceiling * (0.5 + random / 2);
  return Math.round(retryAfterMs === null ? own : retryAfterMs + own);
}

/** Seconds, as our API says it; a date (RFC 9110, 10.2.3) needs a common clock and counts as none. */
export function readRetryAfter(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
