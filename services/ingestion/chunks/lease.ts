import type { EntityManager } from 'typeorm';
import type { IngestionDeps } from '../deps';
import { SYSTEM } from '../deps';

/** `settle`: one quarantined item, from a person's choice to the deposit; its batch does not wait for it. */
export type ChunkStage = 'expand' | 'match' | 'deposit' | 'settle';

/** A claimed chunk. Whoever holds an older epoch can commit nothing any more. */
export interface Lease {
  readonly chunkId: string;
  readonly batchId: string;
  readonly employerId: string;
  readonly stage: ChunkStage;
  readonly epoch: number;
  /** Claims in this stage, this one included: above 1, an earlier one may have left objects in the store. */
  readonly claims: number;
  readonly lane: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
}

/** The lease ran out, is about to, was taken by another worker, or the batch was cancelled: write nothing more under it. */
export class LeaseLostError extends Error {
  readonly code = 'lease-lost';
  constructor() {
    super('lease-lost');
    this.name = 'LeaseLostError';
  }
}

/**
 * Claims a chunk by id. A job that was doubled, or that outlived its chunk, finds
 * nothing to claim.
 */
export async function claimChunk(deps: IngestionDeps, chunkId: string): Promise<Lease | null> {
  return deps.uow.run(SYSTEM, async (tx) => {
    const rows: Lease[] = await tx.query(
      `with claimed as (
         update chunk set state = 'leased', lease_epoch = lease_epoch + 1, claims = claims + 1,
           lease_until = clock_timestamp() + make_interval(secs => $2), watched_at = clock_timestamp()
         where id = $1 and state in ('ready', 'rung')
           and (not_before is null or not_before <= clock_timestamp())
         returning *)
       select id as "chunkId", batch_id as "batchId", employer_id as "employerId", stage,
         lease_epoch as epoch, claims, lane, first_position as "firstPosition",
         last_position as "lastPosition" from claimed`,
      [chunkId, deps.limits.leaseSeconds],
    );
    return rows[0] ?? null;
  });
}

/** Locks the chunk's row for the rest of the transaction. @throws LeaseLostError */
export async function fence(tx: EntityManager, lease: Lease): Promise<void> {
  const held: unknown[] = await tx.query(
    `select 1 from chunk where id = $1 and lease_epoch = $2 and state = 'leased' for update`,
    [lease.chunkId, lease.epoch],
  );
  if (held.length === 0) throw new LeaseLostError();
}

/**
 * Locks the batch's row for the rest of the transaction. Cancelling takes the same
 * lock: what commits after it has not been cancelled, and what was cancelled
 * commits nothing.
 *
 * @throws LeaseLostError the batch was cancelled
 */
export async function requireRunning(tx: EntityManager, batchId: string): Promise<void> {
  const running: unknown[] = await tx.query(
    `select 1 from batch where id = $1 and state <> 'cancelled' for update`,
    [batchId],
  );
  if (running.length === 0) throw new LeaseLostError();
}

/**
 * Before a round of writes to the store: the lease must still last longer than
 * the calls of a round, else a write could land after somebody else took over. Nor
 * is anything sealed for a batch that was cancelled meanwhile.
 */
export async function requireTimeLeft(deps: IngestionDeps, lease: Lease): Promise<void> {
  const held = await deps.uow.run(
    SYSTEM,
    (tx): Promise<unknown[]> =>
      tx.query(
        `select 1 from chunk c where id = $1 and lease_epoch = $2 and state = 'leased'
         and lease_until > clock_timestamp() + make_interval(secs => $3)
         and not exists (select 1 from batch b where b.id = c.batch_id and b.state = 'cancelled')`,
        [lease.chunkId, lease.epoch, deps.limits.tsaCallSeconds + deps.limits.storageCallSeconds],
      ),
  );
  if (held.length === 0) throw new LeaseLostError();
}

/**
 * A lease that no claim, renewal or sweep has seen for so long: the database was
 * away, or no worker ran. Renewals come every quarter of a lease, sweeps more
 * often, so an outage that lets a lease run out always shows by this.
 */
export function unwatchedSeconds({ leaseSeconds }: Pick<IngestionDeps['limits'], 'leaseSeconds'>): number {
  return leaseSeconds / 2;
}
