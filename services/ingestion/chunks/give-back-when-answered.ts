import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailableError } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { type BlockedCode, giveBackBlocked } from './give-back';
import type { Lease } from './lease';

/** Many tries fit into the term that the sweeper gives every lease after an outage. */
const PAUSE_MS = 1000;
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Gives a chunk back now or, while the database is away, as soon as it answers
 * again: this process remembers the lease, and its worker is free meanwhile.
 *
 * What is remembered is little: one lease for each claim that the outage cut
 * short, none newer while it lasts. It holds up no shutdown: a process that ends
 * forgets it, the lease runs out and counts, as nobody is left to say otherwise.
 */
export async function giveBackWhenAnswered(
  deps: IngestionDeps,
  lease: Lease,
  code: BlockedCode,
): Promise<void> {
  try {
    await giveBackBlocked(deps, lease, code);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailableError)) throw error;
    void keepTrying(deps, lease, code).catch((reason: unknown) => {
      deps.logger.error({ error: reason, chunkId: lease.chunkId }, 'chunk not given back');
    });
  }
}

async function keepTrying(deps: IngestionDeps, lease: Lease, code: BlockedCode): Promise<void> {
  const began = performance.now();
  for (;;) {
    await delay(PAUSE_MS, undefined, { ref: false });
    try {
      return await giveBackBlocked(deps, lease, code);
    } catch (error) {
      const tooLong = performance.now() - began > LONGEST_MS;
      // A pool that was closed at shutdown is no outage: that ends it, too.
      if (tooLong || !(error instanceof DatabaseUnavailableError)) throw error;
    }
  }
}
