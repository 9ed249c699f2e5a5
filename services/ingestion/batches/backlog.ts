import type { EntityManager } from 'typeorm';
import type { IngestionLimits } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';

/** What all employers together sent and nobody has worked off. */
export interface Backlog {
  /** Of batches that have not ended. */
  readonly stagedBytes: number;
  /** Taken out of their container, neither deposited nor settled otherwise. */
  readonly pendingItems: number;
}

/** Sums over every employer, in whatever scope; nothing of any one of them is told. */
export async function measureBacklog(tx: EntityManager): Promise<Backlog> {
  const [row]: { bytes: string; items: string }[] = await tx.query(
    'select staged_bytes as bytes, pending_items as items from installation_backlog()',
  );
  return { stagedBytes: Number(row?.bytes), pendingItems: Number(row?.items) };
}

type BacklogLimits = Pick<
  IngestionLimits,
  'backlogBytes' | 'backlogItems' | 'backlogBackfillPercent' | 'backlogRetrySeconds'
>;

/**
 * Takes in nothing more while too much waits: what is begun goes on, what is not has
 * to come again. A backfill is turned away earlier, so that it never fills the place
 * of a month's payslips.
 *
 * @throws IngestionError `backlog-full`
 */
export async function refuseWhenFull(
  tx: EntityManager,
  limits: BacklogLimits,
  kind: Batch['kind'],
): Promise<void> {
  const { stagedBytes, pendingItems } = await measureBacklog(tx);
  const share = kind === 'backfill' ? limits.backlogBackfillPercent / 100 : 1;
  if (stagedBytes < limits.backlogBytes * share && pendingItems < limits.backlogItems * share) return;
  throw new IngestionError('backlog-full', { retryAfterSeconds: limits.backlogRetrySeconds });
}
