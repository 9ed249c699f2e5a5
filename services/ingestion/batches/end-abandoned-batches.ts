import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import { deleteStagedObjects } from '../staging/staged-parts';
import { announceBatch } from '../webhooks/announce-batch';
import { forEachBatch } from './for-each-batch';

/** Batches per round: the sweeper comes again. */
const ROUND_SIZE = 10;

/**
 * Ends batches that were opened and never submitted, and destroys what was sent for
 * them: somebody closed the page, or thought better of it. The reference stays taken.
 * First the key, in one transaction, from whose commit on the bytes are unreadable and
 * no sender adds to them. Then the objects; a crash meanwhile leaves ciphertext without
 * a key. Dry runs end by themselves, earlier (`expireProposals`).
 */
export async function endAbandonedBatches(deps: IngestionDeps): Promise<void> {
  const now = deps.clock.now();
  const before = new Date(now.getTime() - deps.limits.openBatchDays * 24 * 3_600_000);
  const ended = await deps.uow.run(SYSTEM, (tx) => end(tx, deps, before, now));
  await forEachBatch(ended, (id) => deleteStagedObjects(deps, id));
}

/** Cancelled by nobody; withdrawn, for its publication never comes. A submit locks the same row. */
async function end(tx: EntityManager, deps: IngestionDeps, before: Date, now: Date): Promise<string[]> {
  const ended: { id: string; employerId: string }[] = await tx.query(
    `with ended as (
       update batch set state = 'cancelled', withdrawn = true, cancelled_at = $2, cancellation_settled_at = $2,
         completed_at = $2, wrapped_staging_key = null, revision = revision + 1
       where id in (select id from batch where state = 'open' and not dry_run and opened_at < $1
                    order by opened_at limit $3 for update skip locked)
       returning id, employer_id as "employerId")
     select * from ended`,
    [before, now, ROUND_SIZE],
  );
  const ids = ended.map(({ id }) => id);
  for (const table of ['upload_part', 'resumable_upload']) {
    await tx.query(`delete from ${table} where batch_id = any ($1::uuid[])`, [ids]);
  }
  await deps.journal.append(
    tx,
    SYSTEM,
    ended.map(({ id, employerId }) => ({
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: id,
      action: 'batch-cancelled',
      outcome: 'done',
      code: 'abandoned',
    })),
  );
  for (const id of ids) await announceBatch(tx, deps, id, 'batch.cancelled');
  return ids;
}
