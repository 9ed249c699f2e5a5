import { forEachBatch } from '../batches/for-each-batch';
import { type IngestionDeps, SYSTEM } from '../deps';
import { deleteStagedObjects } from './staged-parts';

/** Batches per round: the sweeper comes again. */
const ROUND_SIZE = 10;

/**
 * Destroys the staged uploads of batches that ended long enough ago, and of which
 * no quarantined item was settled since; one that is being deposited waits. What is
 * still in quarantine then can be rejected, but shown and deposited no more. First the
 * keys, in one transaction: from its commit on the bytes are unreadable, whatever
 * becomes of them. Then the objects, also those of uploads that were cut between
 * a part's write and its row; a crash meanwhile leaves ciphertext without a key.
 */
export async function discardStaging(deps: IngestionDeps): Promise<void> {
  const before = new Date(deps.clock.now());
  before.setUTCDate(before.getUTCDate() - deps.limits.stagedUploadDays);
  const batches = await deps.uow.run(SYSTEM, async (tx): Promise<{ id: string }[]> => {
    const ended: { id: string }[] = await tx.query(
      `with ended as (
         update batch set wrapped_staging_key = null
         where id in (select id from batch b where completed_at < $1 and wrapped_staging_key is not null
                        and (last_settled_at is null or last_settled_at < $1)
                        and not exists (select 1 from item_settlement s where s.batch_id = b.id)
                      order by completed_at limit $2 for update skip locked)
         returning id)
       select id from ended`,
      [before, ROUND_SIZE],
    );
    for (const table of ['upload_part', 'resumable_upload']) {
      await tx.query(`delete from ${table} where batch_id = any ($1::uuid[])`, [ended.map(({ id }) => id)]);
    }
    return ended;
  });
  await forEachBatch(batches, ({ id }) => deleteStagedObjects(deps, id));
}
