import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import { deleteStagedObjects } from '../staging/staged-parts';
import { announceBatch } from '../webhooks/announce-batch';
import { forEachBatch } from './for-each-batch';

/** Batches per round: the sweeper comes again. */
const ROUND_SIZE = 10;

interface Expired {
  readonly id: string;
  readonly employerId: string;
}

/**
 * Destroys dry runs that nobody confirmed in time, what they found and what they were
 * sent, and frees their references. First the key and the items, in one transaction:
 * from its commit on nothing can be confirmed, and the bytes are unreadable whatever
 * becomes of them. Then the objects, and the batch's row last: it is what finds them
 * again after a crash in between.
 */
export async function expireProposals(deps: IngestionDeps): Promise<void> {
  const now = deps.clock.now();
  const before = new Date(now.getTime() - deps.limits.proposalHours * 3_600_000);
  await deps.uow.run(SYSTEM, (tx) => end(tx, deps, before, now));
  const ended = await deps.uow.run(
    SYSTEM,
    (tx): Promise<Expired[]> =>
      tx.query(
        `select id, employer_id as "employerId" from batch
         where dry_run and confirmed_at is null and state = 'cancelled' and cancelled_by_role is null
         order by id limit $1`,
        [ROUND_SIZE],
      ),
  );
  await forEachBatch(ended, async (batch) => {
    await deleteStagedObjects(deps, batch.id);
    await deps.uow.run(SYSTEM, (tx) => forget(tx, batch));
  });
}

/** A trial that failed, or that was never submitted, is kept no longer than one that waits. Cancelled by nobody, and never published. */
async function end(tx: EntityManager, deps: IngestionDeps, before: Date, now: Date): Promise<void> {
  const ended: Expired[] = await tx.query(
    `with ended as (
       update batch set state = 'cancelled', withdrawn = true, cancelled_at = $2, cancellation_settled_at = $2, proposal = null,
         completed_at = coalesce(completed_at, $2), wrapped_staging_key = null
       where id in (
         select id from batch where dry_run and confirmed_at is null
           and (state = 'proposed' and proposed_at < $1 or state = 'failed' and completed_at < $1
             or state = 'open' and opened_at < $1)
         order by opened_at limit $3 for update skip locked)
       returning id, employer_id as "employerId")
     select * from ended`,
    [before, now, ROUND_SIZE],
  );
  const ids = ended.map(({ id }) => id);
  for (const table of ['item', 'chunk', 'upload_part', 'resumable_upload']) {
    await tx.query(`delete from ${table} where batch_id = any ($1::uuid[])`, [ids]);
  }
  await deps.journal.append(
    tx,
    SYSTEM,
    ended.map(({ id, employerId }) => ({
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: id,
      action: 'batch-expired',
      outcome: 'done',
    })),
  );
  for (const id of ids) await announceBatch(tx, deps, id, 'batch.expired');
}

/** A part whose row came after the end, from a sender that was still under way, goes now. */
async function forget(tx: EntityManager, { id }: Expired): Promise<void> {
  await tx.query('delete from upload_part where batch_id = $1', [id]);
  await tx.query('delete from resumable_upload where batch_id = $1', [id]);
  await tx.query('delete from batch where id = $1', [id]);
}
