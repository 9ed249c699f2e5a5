import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { findBatch } from './find-batch';
import { personOf } from './person-of';
import { readBatch } from './read-batch';
import { ringDispatch, startBatch } from './submit-batch';
import type { BatchView } from './view-batch';

/**
 * Deposits what a dry run proposed, from the same upload. All is taken apart and
 * matched again: the directory and the vaults may have changed since, and the trial
 * reserved nothing. Whoever confirms is who deposits. A second confirm changes nothing.
 *
 * Expiry locks the same row: either it finds the batch confirmed, or this finds it gone.
 *
 * @param publishAt instead of the time given when the batch was opened
 * @throws IngestionError `batch-not-found`, `batch-not-proposed`
 */
export async function confirmBatch(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  publishAt: Date | undefined,
): Promise<BatchView> {
  await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    if (batch.confirmedAt !== null) return;
    if (batch.state !== 'proposed') throw new IngestionError('batch-not-proposed');
    await tx.query(
      `update batch set state = 'submitted', confirmed_at = $2, submitted_at = $2, submitted_by_role = $3,
         submitted_by = $4, handled_by = handled_by || $5::uuid[], publish_at = coalesce($6, publish_at),
         proposal = null where id = $1`,
      [batchId, deps.clock.now(), actor.role, actor.id, personOf(actor), publishAt ?? null],
    );
    await startBatch(tx, deps, actor, batch, 'batch-confirmed');
  });
  await ringDispatch(deps, batchId);
  return readBatch(deps, actor, employerId, batchId);
}
