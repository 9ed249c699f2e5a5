import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { findBatch } from './find-batch';
import { awaitsPublication, BEFORE_DEPOSITING } from './publication';
import { readBatch } from './read-batch';
import type { BatchView } from './view-batch';

/**
 * Stops a batch, in any state. From the commit on no chunk of it can commit, and
 * where its publication was still to come it never happens: the sweep then destroys
 * the agents' copies and cancels the items, a few at a time (`settleCancellations`).
 * Where agents may have seen something, what is deposited stays, and the rest is
 * cancelled. A second cancel changes nothing.
 *
 * @throws IngestionError `batch-not-found`, `batch-published`, `batch-failed`
 */
export async function cancelBatch(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
): Promise<BatchView> {
  await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    if (batch.state === 'cancelled') return;
    if (batch.state === 'failed') throw new IngestionError('batch-failed');
    const now = deps.clock.now();
    // Before depositing there is nothing that anybody could have seen.
    const withdrawn = awaitsPublication(batch, now) || BEFORE_DEPOSITING.has(batch.state);
    if (!withdrawn && batch.state === 'completed' && !(await hasQuarantine(tx, batch))) {
      throw new IngestionError('batch-published');
    }
    await tx.query(
      `update batch set state = 'cancelled', withdrawn = $2, cancelled_at = $3, cancelled_by_role = $4,
         cancelled_by = $5, completed_at = coalesce(completed_at, $3), proposal = null,
         revision = revision + 1 where id = $1`,
      [batchId, withdrawn, now, actor.role, actor.id],
    );
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'employer', id: employerId },
        employerId,
        batch: batchId,
        action: 'batch-cancelled',
        outcome: 'done',
        code: withdrawn ? 'before-publication' : 'deposits-kept',
      },
    ]);
  });
  return readBatch(deps, actor, employerId, batchId);
}

async function hasQuarantine(tx: EntityManager, batch: Batch): Promise<boolean> {
  const open: unknown[] = await tx.query(
    `select 1 from item where batch_id = $1 and state = 'quarantined' limit 1`,
    [batch.id],
  );
  return open.length > 0;
}
