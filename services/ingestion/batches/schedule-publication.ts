import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { findBatch } from './find-batch';
import { awaitsPublication, BEFORE_DEPOSITING } from './publication';
import { readBatch } from './read-batch';
import type { BatchView } from './view-batch';

/**
 * Moves the time from which agents see the batch. A time that is past by now
 * publishes it as soon as the sweep comes by. The publication locks the same row:
 * either it finds the new time, or this finds it begun.
 *
 * @throws IngestionError `batch-not-found`, `batch-published`
 */
export async function schedulePublication(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  publishAt: Date,
): Promise<BatchView> {
  await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    const ended = batch.state === 'failed' || batch.state === 'cancelled';
    // A batch without a time may be given one as long as nothing of it is deposited.
    const movable = awaitsPublication(batch, deps.clock.now()) || BEFORE_DEPOSITING.has(batch.state);
    if (ended || !movable) throw new IngestionError('batch-published');
    await tx.query('update batch set publish_at = $2 where id = $1', [batchId, publishAt]);
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'employer', id: employerId },
        employerId,
        batch: batchId,
        action: 'batch-scheduled',
        outcome: 'done',
      },
    ]);
  });
  return readBatch(deps, actor, employerId, batchId);
}
