import { type IngestionDeps, SYSTEM } from '../deps';
import { deleteParts } from './adopt-upload';

const ROUND_SIZE = 10;

/**
 * Drops uploads that nobody continued for as long as staged content is kept. Under the
 * batch's lock, which an upload takes to become its content: neither undoes the other.
 */
export async function discardUploads(deps: IngestionDeps): Promise<void> {
  const before = new Date(deps.clock.now());
  before.setUTCDate(before.getUTCDate() - deps.limits.stagedUploadDays);
  const gone = await deps.uow.run(
    SYSTEM,
    async (tx): Promise<{ batchId: string; objectId: string; versionId: string }[]> =>
      tx.query(
        `with old as (
           delete from resumable_upload where id in (
             select r.id from resumable_upload r join batch b on b.id = r.batch_id
             where r.created_at < $1 and b.upload_id is distinct from r.id
             order by r.created_at limit $2 for update of b skip locked) returning id),
         parts as (delete from upload_part where upload_id in (select id from old)
           returning batch_id as "batchId", object_id as "objectId", version_id as "versionId")
         select * from parts`,
        [before, ROUND_SIZE],
      ),
  );
  for (const part of gone) await deleteParts(deps, part.batchId, [part]);
}
