import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import { queueNotices } from '../notices/queue-notices';
import type { Lease } from './lease';

/**
 * Ends a chunk's stage and moves its batch on where that was the last one: all
 * matched → depositing, all deposited → completed. Runs inside the chunk's
 * commit, the batch's row locked, so that two last chunks cannot both overlook
 * each other.
 */
export async function endStage(
  tx: EntityManager,
  deps: IngestionDeps,
  lease: Lease,
  next: 'deposit' | 'done',
): Promise<void> {
  await tx.query('select 1 from batch where id = $1 for update', [lease.batchId]);
  await tx.query(
    `update chunk set stage = case when $2 = 'deposit' then 'deposit' else stage end,
       state = case when $2 = 'deposit' then 'waiting' else 'done' end,
       lease_until = null, attempts = 0, crashed_epochs = '{}', claims = 0, not_before = null,
       blocked_code = null, blocked_since = null, blocked_times = 0
     where id = $1`,
    [lease.chunkId, next],
  );
  await advanceBatch(tx, deps, lease.batchId, lease.employerId);
}

/** The batch's row is locked by the caller. */
export async function advanceBatch(
  tx: EntityManager,
  deps: IngestionDeps,
  batchId: string,
  employerId: string,
): Promise<void> {
  const [left]: { matching: boolean; depositing: boolean }[] = await tx.query(
    `select exists (select 1 from chunk where batch_id = $1 and state <> 'done' and stage <> 'deposit') as matching,
       exists (select 1 from chunk where batch_id = $1 and state <> 'done' and stage = 'deposit') as depositing`,
    [batchId],
  );
  if (left === undefined || left.matching) return;
  if (left.depositing) {
    const begun: unknown[] = await tx.query(
      `with begun as (update batch set state = 'depositing' where id = $1 and state = 'matching' returning id)
       select id from begun`,
      [batchId],
    );
    if (begun.length === 0) return;
    await tx.query(`update chunk set state = 'ready' where batch_id = $1 and state = 'waiting'`, [batchId]);
    return;
  }
  const now = deps.clock.now();
  await tx.query(
    `update batch set state = 'completed', completed_at = $2, revision = revision + 1 where id = $1`,
    [batchId, now],
  );
  await queueNotices(tx, batchId, now);
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: batchId,
      action: 'batch-completed',
      outcome: 'done',
    },
  ]);
}
