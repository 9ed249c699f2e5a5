import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { refuseWhenFull } from '../batches/backlog';
import { findBatch } from '../batches/find-batch';
import { keepToStagedBytes } from '../batches/quotas';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { deleteParts, type ForgottenPart } from './adopt-upload';

/** Uploads of one batch that may be under way: two tabs and a script, not a way to fill the store. */
const OPEN_AT_ONCE = 3;

/**
 * Announces an upload in pieces (tus 1.0, creation). Older ones beyond a few are
 * dropped with what they hold.
 *
 * @param length bytes of the whole content
 * @returns the id of the upload
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`, `upload-empty`, `upload-too-large`,
 *   `backlog-full`, `quota-staged-bytes`
 */
export async function openUpload(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  length: number,
): Promise<string> {
  if (length === 0) throw new IngestionError('upload-empty');
  if (length > deps.limits.uploadBytes) throw new IngestionError('upload-too-large');
  const id = uuidv7();
  const dropped = await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    if (batch.state !== 'open') throw new IngestionError('batch-already-submitted');
    await refuseWhenFull(tx, deps.limits, batch.kind);
    await keepToStagedBytes(tx, deps.limits, employerId, length);
    await tx.query(
      'insert into resumable_upload (id, batch_id, employer_id, length, created_at) values ($1, $2, $3, $4, $5)',
      [id, batchId, employerId, length, deps.clock.now()],
    );
    return dropOldUploads(tx, batchId, batch.uploadId);
  });
  await deleteParts(deps, batchId, dropped);
  return id;
}

/** The one that is the content stays, however old. */
async function dropOldUploads(
  tx: EntityManager,
  batchId: string,
  contentUploadId: string | null,
): Promise<ForgottenPart[]> {
  return tx.query(
    `with old as (
       delete from resumable_upload where id in (
         select id from resumable_upload where batch_id = $1 and id is distinct from $2
         order by id desc offset $3) returning id),
     gone as (delete from upload_part where batch_id = $1 and upload_id in (select id from old)
       returning object_id as "objectId", version_id as "versionId")
     select * from gone`,
    [batchId, contentUploadId, OPEN_AT_ONCE],
  );
}
