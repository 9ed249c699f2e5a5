import { type IngestionDeps, SYSTEM } from '../deps';
import { type Lease, unwatchedSeconds } from './lease';

/** A service that the work needs is down or unusable. Blocked is a state, not a failure. */
export type BlockedCode =
  | 'tsa-unavailable'
  | 'storage-unavailable'
  | 'seal-unavailable'
  | 'key-unavailable'
  | 'page-reader-unavailable'
  | 'database-unavailable';

const LONGEST_PAUSE_SECONDS = 60;

/**
 * Gives a chunk back because a service is down: no attempt is consumed, the
 * reason is visible, and the pause before the next try grows to a minute.
 *
 * Comes too late where the lease ran out first. The sweeper took its worker for
 * dead then; it is not, so that count is taken back, whoever has the chunk now.
 */
export async function giveBackBlocked(deps: IngestionDeps, lease: Lease, code: BlockedCode): Promise<void> {
  await deps.uow.run(SYSTEM, async (tx) => {
    await tx.query(
      `update chunk set attempts = attempts - 1, crashed_epochs = array_remove(crashed_epochs, $2::integer)
       where id = $1 and $2::integer = any (crashed_epochs)`,
      [lease.chunkId, lease.epoch],
    );
    await tx.query(
      `update chunk set state = 'ready', lease_until = null, blocked_code = $3,
         blocked_since = coalesce(blocked_since, clock_timestamp()), blocked_times = blocked_times + 1,
         not_before = clock_timestamp()
           + make_interval(secs => least($4::int * power(2, least(blocked_times, 6)), $5::int))
       where id = $1 and lease_epoch = $2 and state = 'leased'`,
      [lease.chunkId, lease.epoch, code, deps.limits.blockedRetrySeconds, LONGEST_PAUSE_SECONDS],
    );
  });
}

/**
 * Gives back, uncounted, a lease that its live worker could not go on with
 * because no renewal had reached the database for long: it was away. Any other
 * lease that was lost is left alone: another worker has it, or its work took
 * longer than a lease is kept, which counts.
 */
export async function giveBackUnwatched(deps: IngestionDeps, lease: Lease): Promise<void> {
  await deps.uow.run(SYSTEM, (tx) =>
    tx.query(
      `update chunk set state = 'ready', lease_until = null
       where id = $1 and lease_epoch = $2 and state = 'leased'
         and (watched_at is null or watched_at < clock_timestamp() - make_interval(secs => $3))`,
      [lease.chunkId, lease.epoch, unwatchedSeconds(deps.limits)],
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
      `update chunk set lease_until = clock_timestamp() - interval '1 second', watched_at = null
       where id = $1 and lease_epoch = $2 and state = 'leased'`,
      [lease.chunkId, lease.epoch],
    ),
  );
}
