import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { releaseDeposits } from '../chunks/advance-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { findBatch } from './find-batch';
import { personOf } from './person-of';
import { awaitsFurtherSlips } from './publication';
import { readBatch } from './read-batch';
import { ringDispatch, startBatch } from './submit-batch';
import type { BatchView } from './view-batch';

/**
 * Says yes to a batch that waits for it: to what a dry run proposed, or to the further
 * slips of a batch that is matched. A second confirm changes nothing.
 *
 * Expiry and cancelling lock the same row: either they find the batch confirmed, or this
 * finds it gone.
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
    if (awaitsFurtherSlips(batch)) return acceptFurtherSlips(tx, deps, actor, batch, publishAt);
    if (batch.confirmedAt !== null || wasAccepted(batch)) return;
    if (batch.state !== 'proposed') throw new IngestionError('batch-not-proposed');
    await acceptProposal(tx, deps, actor, batch, publishAt);
  });
  await ringDispatch(deps, batchId);
  return readBatch(deps, actor, employerId, batchId);
}

/** Of a batch that somebody cancelled afterwards there is nothing left to confirm. */
function wasAccepted({ furtherSlipsConfirmed, state }: Batch): boolean {
  return furtherSlipsConfirmed !== null && state !== 'cancelled';
}

/**
 * Deposits what a dry run proposed, from the same upload. All is taken apart and
 * matched again: the directory and the vaults may have changed since, and the trial
 * reserved nothing. Whoever confirms is who deposits, and has agreed to as many further
 * slips as the proposal counts: should there be more by then, the batch waits again.
 */
async function acceptProposal(
  tx: EntityManager,
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  publishAt: Date | undefined,
): Promise<void> {
  await tx.query(
    `update batch set state = 'submitted', confirmed_at = $2, submitted_at = $2, submitted_by_role = $3,
       submitted_by = $4, handled_by = handled_by || $5::uuid[], publish_at = coalesce($6, publish_at),
       further_slips_confirmed = (proposal->>'furtherSlips')::integer, proposal = null where id = $1`,
    [batch.id, deps.clock.now(), actor.role, actor.id, personOf(actor), publishAt ?? null],
  );
  await startBatch(tx, deps, actor, batch, 'batch-confirmed');
}

/**
 * Lets a matched batch go on as it is. It stays in the name of who submitted it; who
 * agrees has a hand in it from here on, and an item of their own goes to quarantine
 * where it is deposited.
 */
async function acceptFurtherSlips(
  tx: EntityManager,
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  publishAt: Date | undefined,
): Promise<void> {
  await tx.query(
    `update batch set further_slips_since = null, further_slips_confirmed = further_slips,
       handled_by = handled_by || $2::uuid[], publish_at = coalesce($3, publish_at) where id = $1`,
    [batch.id, personOf(actor), publishAt ?? null],
  );
  await releaseDeposits(tx, batch.id);
  await deps.journal.append(tx, actor, [
    {
      subject: { kind: 'employer', id: batch.employerId },
      employerId: batch.employerId,
      batch: batch.id,
      action: 'batch-confirmed',
      outcome: 'done',
      code: 'further-slips',
    },
  ]);
}
