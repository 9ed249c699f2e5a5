import type { EntityManager } from 'typeorm';
import { readEmployer } from '../../directory/read-employer';
import { countFurtherSlips, mustAsk } from '../batches/further-slips';
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
  /** Further slips that somebody has agreed to. */
  readonly agreed: number;
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
       dry_run and confirmed_at is null as trying, publish_at is not null as scheduled,
       coalesce(further_slips_confirmed, 0) as agreed
     from batch where id = $1 and state in ('expanding', 'matching', 'depositing')`,
    [batchId],
  );
  if (left === undefined || left.matching) return;
  if (left.depositing) return beginDepositing(tx, deps, { batchId, employerId, agreed: left.agreed });
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

/**
 * All is matched and nothing sealed yet: the one moment at which the whole batch can be
 * looked at, for its chunks know only themselves. One that looks like a month sent again
 * stays here, its reservations taken, until somebody confirms or cancels it.
 */
async function beginDepositing(
  tx: EntityManager,
  deps: IngestionDeps,
  { batchId, employerId, agreed }: { batchId: string; employerId: string; agreed: number },
): Promise<void> {
  const [matched]: { since: Date | null }[] = await tx.query(
    `select further_slips_since as since from batch where id = $1 and state = 'matching'`,
    [batchId],
  );
  if (matched === undefined) return;
  const { furtherSlips } = (await readEmployer(tx, employerId)).settings;
  const { further, received } = await countFurtherSlips(tx, batchId);
  const asks = mustAsk(furtherSlips, { further, received, agreed });
  await tx.query(
    `update batch set further_slips = $2,
       further_slips_since = case when $3 then coalesce(further_slips_since, $4) end where id = $1`,
    [batchId, further, asks, deps.clock.now()],
  );
  if (!asks) return releaseDeposits(tx, batchId);
  if (matched.since !== null) return;
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: batchId,
      action: 'batch-held',
      outcome: 'done',
      code: 'further-slips-to-confirm',
    },
  ]);
}

/** Lets the matched chunks of a batch be deposited. The batch's row is locked by the caller. */
export async function releaseDeposits(tx: EntityManager, batchId: string): Promise<void> {
  await tx.query(`update batch set state = 'depositing' where id = $1`, [batchId]);
  await tx.query(`update chunk set state = 'ready' where batch_id = $1 and state = 'waiting'`, [batchId]);
}
