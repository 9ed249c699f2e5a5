import type { EntityManager } from 'typeorm';
import { IngestionError } from '../errors';
import { Batch } from '../tables';

/** A batch of this employer, its row locked on request. @throws IngestionError `batch-not-found` */
export async function findBatch(
  tx: EntityManager,
  employerId: string,
  batchId: string,
  { lock = false } = {},
): Promise<Batch> {
  const batch = await tx.getRepository(Batch).findOne({
    where: { id: batchId, employerId },
    ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
  if (batch === null) throw new IngestionError('batch-not-found');
  return batch;
}
