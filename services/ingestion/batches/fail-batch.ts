import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import { announceBatch } from '../webhooks/announce-batch';

/** Nothing of a failed batch was deposited; its items, where it has any yet, go with it. */
export async function failBatch(
  tx: EntityManager,
  deps: IngestionDeps,
  batch: { readonly batchId: string; readonly employerId: string },
  code: string,
  detail: string,
): Promise<void> {
  await tx.query('delete from item where batch_id = $1', [batch.batchId]);
  await tx.query(
    `update batch set state = 'failed', failure_code = $2, failure_detail = $3, completed_at = $4,
       revision = revision + 1 where id = $1`,
    [batch.batchId, code, detail, deps.clock.now()],
  );
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: { kind: 'employer', id: batch.employerId },
      employerId: batch.employerId,
      batch: batch.batchId,
      action: 'batch-failed',
      outcome: 'failed',
      code,
    },
  ]);
  await announceBatch(tx, deps, batch.batchId, 'batch.failed');
}
