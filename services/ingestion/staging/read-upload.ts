import type { Actor } from '../../../infra/ports/unit-of-work';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { deleteParts, type ForgottenPart } from './adopt-upload';
import { completeUpload } from './complete-upload';
import { findUpload, type ResumableUpload } from './resumable-upload';

interface UploadName {
  readonly employerId: string;
  readonly batchId: string;
  readonly uploadId: string;
}

/**
 * How far an upload is (tus 1.0, HEAD). One that is whole is the content when
 * this returns, also where the request with its last byte was not answered.
 *
 * @throws IngestionError `batch-not-found`, `upload-not-found`, and those of completing
 */
export async function readUpload(
  deps: IngestionDeps,
  actor: Actor,
  { employerId, batchId, uploadId }: UploadName,
): Promise<ResumableUpload> {
  const upload = await deps.uow.run(actor, async (tx) => {
    await findBatch(tx, employerId, batchId);
    return findUpload(tx, batchId, uploadId);
  });
  if (upload.received === upload.length) await completeUpload(deps, actor, employerId, batchId, upload);
  return upload;
}

/**
 * Gives an upload up (tus 1.0, termination). One that is the content already
 * stays: it is replaced by sending another.
 *
 * @throws IngestionError `batch-not-found`, `upload-not-found`
 */
export async function dropUpload(
  deps: IngestionDeps,
  actor: Actor,
  { employerId, batchId, uploadId }: UploadName,
): Promise<void> {
  const parts = await deps.uow.run(actor, async (tx): Promise<ForgottenPart[]> => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    await findUpload(tx, batchId, uploadId);
    if (batch.uploadId === uploadId) return [];
    await tx.query('delete from resumable_upload where id = $1', [uploadId]);
    return tx.query(
      `with gone as (delete from upload_part where batch_id = $1 and upload_id = $2
         returning object_id as "objectId", version_id as "versionId") select * from gone`,
      [batchId, uploadId],
    );
  });
  await deleteParts(deps, batchId, parts);
}
