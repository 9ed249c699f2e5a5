import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { findBatch } from './find-batch';
import { personOf } from './person-of';
import { keepToItemsPerDay } from './quotas';
import { readBatch } from './read-batch';
import type { BatchView } from './view-batch';

/** Batches up to this many bytes take the fast lane: a commune's month must not wait behind a region's. */
const SMALL_BATCH_BYTES = 16 * 1024 * 1024;

/**
 * Hands a batch over to the workers. Committed before it is answered: a crash
 * right after the answer loses nothing, because the first chunk stands in
 * PostgreSQL and the sweeper rings for it. A second submit changes nothing.
 *
 * @throws IngestionError `batch-not-found`, `batch-without-content`, `quota-items-per-day`
 */
export async function submitBatch(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
): Promise<BatchView> {
  await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    if (batch.state !== 'open') return;
    if (batch.uploadId === null) throw new IngestionError('batch-without-content');
    const now = deps.clock.now();
    await keepToItemsPerDay(tx, employerId, now);
    await tx.query(
      `update batch set state = 'submitted', submitted_at = $2, submitted_by_role = $3, submitted_by = $4,
         handled_by = handled_by || $5::uuid[] where id = $1`,
      [batchId, now, actor.role, actor.id, personOf(actor)],
    );
    await startBatch(tx, deps, actor, batch, 'batch-submitted');
  });
  await ringDispatch(deps, batchId);
  return readBatch(deps, actor, employerId, batchId);
}

/** The first chunk, which takes the container apart, and the entry, in the caller's transaction. */
export async function startBatch(
  tx: EntityManager,
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  action: 'batch-submitted' | 'batch-confirmed',
): Promise<void> {
  await tx.query(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
     values ($1, $2, $3, $4, 'expand', 'ready', 0, 0)`,
    [uuidv7(), batch.id, batch.employerId, laneOf(batch)],
  );
  await deps.journal.append(tx, actor, [
    {
      subject: { kind: 'employer', id: batch.employerId },
      employerId: batch.employerId,
      batch: batch.id,
      action,
      outcome: 'done',
    },
  ]);
}

/** After the commit: a ring that is lost here is rung again by the sweeper. */
export async function ringDispatch(deps: IngestionDeps, batchId: string): Promise<void> {
  await deps.doorbell.ring('dispatch', [{}]).catch((error: unknown) => {
    deps.logger.warn({ error, batchId }, 'doorbell not heard');
  });
}

function laneOf(batch: Batch): number {
  if (batch.kind === 'backfill') return 2;
  return (batch.contentSize ?? 0) <= SMALL_BATCH_BYTES ? 0 : 1;
}
