import { type IngestionDeps, SYSTEM } from '../deps';
import type { Lease } from './lease';

/** A service that the work needs is down or unusable. Blocked is a state, not a failure. */
export type BlockedCode =
  | 'tsa-unavailable'
  | 'storage-unavailable'
  | 'seal-unavailable'
  | 'key-unavailable'
  | 'page-reader-unavailable';

const LONGEST_PAUSE_SECONDS = 60;

/**
 * Gives a chunk back because a service is down: no attempt is consumed, the
 * reason is visible, and the pause before the next try grows to a minute.
 */
export async function giveBackBlocked(deps: IngestionDeps, lease: Lease, code: BlockedCode): Promise<void> {
  await deps.uow.run(SYSTEM, (tx) =>
    tx.query(
      `update chunk set state = 'ready', lease_until = null, blocked_code = $3,
         blocked_since = coalesce(blocked_since, clock_timestamp()), blocked_times = blocked_times + 1,
         not_before = clock_timestamp()
           + make_interval(secs => least($4::int * power(2, least(blocked_times, 6)), $5::int))
       where id = $1 and lease_epoch = $2 and state = 'leased'`,
      [lease.chunkId, lease.epoch, code, deps.limits.blockedRetrySeconds, LONGEST_PAUSE_SECONDS],
    ),
  );
}

/**
 * Ends a claim that an unexpected error cut short, as if the worker had crashed:
 * the sweeper counts the attempt at once instead of waiting for the lease's end.
 */
export async function giveUpLease(deps: IngestionDeps, lease: Lease): Promise<void> {
  await deps.uow.run(SYSTEM, (tx) =>
    tx.query(
      `update chunk set lease_until = clock_timestamp() - interval '1 second'
       where id = $1 and lease_epoch = $2 and state = 'leased'`,
      [lease.chunkId, lease.epoch],
    ),
  );
}
