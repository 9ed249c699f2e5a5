import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import { queueNotices } from '../notices/queue-notices';
import { summariseProposal } from '../proposal/summarise-proposal';
import { announceBatch, announceQuarantine } from '../webhooks/announce-batch';
import { type Lease, requireRunning } from './lease';

/**
 * Ends a chunk's stage and moves its batch on where that was the last one: all
 * matched → depositing, or proposed where nobody has confirmed yet; all deposited → completed. Runs inside the chunk's
 * commit, the batch's row locked, so that two last chunks cannot both overlook
 * each other.
 */
export async function endStage(
  tx: EntityManager,
  deps: IngestionDeps,
  lease: Lease,
  next: 'deposit' | 'done',
): Promise<void> {
  await requireRunning(tx, lease.batchId);
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

interface Progress {
  readonly matching: boolean;
  readonly depositing: boolean;
  /** A dry run that nobody confirmed: it ends in a proposal. */
  readonly trying: boolean;
  /** Agents see it later: the publication sends the mails, too. */
  readonly scheduled: boolean;
}

/** The batch's row is locked by the caller. One that has ended stays as it is. */
export async function advanceBatch(
  tx: EntityManager,
  deps: IngestionDeps,
  batchId: string,
  employerId: string,
): Promise<void> {
  const [left]: Progress[] = await tx.query(
    `select exists (select 1 from chunk where batch_id = $1 and state <> 'done' and stage not in ('deposit', 'settle')) as matching,
       exists (select 1 from chunk where batch_id = $1 and state <> 'done' and stage = 'deposit') as depositing,
       dry_run and confirmed_at is null as trying, publish_at is not null as scheduled
     from batch where id = $1 and state in ('expanding', 'matching', 'depositing')`,
    [batchId],
  );
  if (left === undefined || left.matching) return;
  if (left.depositing) return beginDepositing(tx, batchId);
  const now = deps.clock.now();
  if (left.trying) {
    await tx.query(`update batch set state = 'proposed', proposed_at = $2, proposal = $3 where id = $1`, [
      batchId,
      now,
      JSON.stringify(await summariseProposal(tx, batchId)),
    ]);
  } else {
    await tx.query(
      `update batch set state = 'completed', completed_at = $2, revision = revision + 1,
         published_at = case when publish_at is null then $2::timestamptz end where id = $1`,
      [batchId, now],
    );
    if (!left.scheduled) await queueNotices(tx, batchId, now);
  }
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: batchId,
      action: left.trying ? 'batch-proposed' : 'batch-completed',
      outcome: 'done',
    },
  ]);
  await announceBatch(tx, deps, batchId, left.trying ? 'batch.proposed' : 'batch.completed');
  await announceQuarantine(tx, deps, batchId);
}

async function beginDepositing(tx: EntityManager, batchId: string): Promise<void> {
  const begun: unknown[] = await tx.query(
    `with begun as (update batch set state = 'depositing' where id = $1 and state = 'matching' returning id)
     select id from begun`,
    [batchId],
  );
  if (begun.length === 0) return;
  await tx.query(`update chunk set state = 'ready' where batch_id = $1 and state = 'waiting'`, [batchId]);
}
