import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { findBatch } from '../batches/find-batch';
import { personOf } from '../batches/person-of';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { stagedObjectKey } from './staged-parts';

/** An upload all of whose parts are durable. */
export interface ReceivedUpload {
  readonly id: string;
  readonly sha256: Buffer;
  /** Bytes. */
  readonly size: number;
}

/**
 * Makes a whole upload the content of its batch, in one transaction, and forgets
 * the others. The same bytes once more change nothing, in whatever state the
 * batch is. A crash after the commit leaves objects whose rows and keys are gone.
 *
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`, `upload-overtaken`
 */
export async function adoptUpload(
  deps: Pick<IngestionDeps, 'uow' | 'store'>,
  actor: Actor,
  employerId: string,
  batchId: string,
  upload: ReceivedUpload,
): Promise<void> {
  const stale = await deps.uow.run(actor, async (tx) => {
    const current = await findBatch(tx, employerId, batchId, { lock: true });
    // The same bytes once more: what is there stays, whoever of several senders ended first.
    if (current.contentSha256?.equals(upload.sha256)) {
      return forgetOtherUploads(tx, batchId, current.uploadId);
    }
    if (current.state !== 'open') throw new IngestionError('batch-already-submitted');
    await requireWhole(tx, batchId, upload);
    await tx.query(
      `update batch set upload_id = $2, content_sha256 = $3, content_size = $4,
           handled_by = handled_by || $5::uuid[] where id = $1`,
      [batchId, upload.id, upload.sha256, upload.size, personOf(actor)],
    );
    return forgetOtherUploads(tx, batchId, upload.id);
  });
  await deleteParts(deps, batchId, stale);
}

/** Another upload of the same batch that ended meanwhile has removed these parts: it wins, this one says so. */
async function requireWhole(tx: EntityManager, batchId: string, upload: ReceivedUpload): Promise<void> {
  const [staged]: { bytes: string }[] = await tx.query(
    'select coalesce(sum(size), 0) as bytes from upload_part where batch_id = $1 and upload_id = $2',
    [batchId, upload.id],
  );
  if (Number(staged?.bytes) !== upload.size) throw new IngestionError('upload-overtaken');
}

export interface ForgottenPart {
  readonly objectId: string;
  readonly versionId: string;
}

async function forgetOtherUploads(
  tx: EntityManager,
  batchId: string,
  keptUploadId: string | null,
): Promise<ForgottenPart[]> {
  await tx.query('delete from resumable_upload where batch_id = $1 and id is distinct from $2', [
    batchId,
    keptUploadId,
  ]);
  return tx.query(
    `with gone as (delete from upload_part where batch_id = $1 and upload_id is distinct from $2
       returning object_id as "objectId", version_id as "versionId") select * from gone`,
    [batchId, keptUploadId],
  );
}

/** After the commit that forgot them: their keys are gone, whatever becomes of the bytes. */
export async function deleteParts(
  deps: Pick<IngestionDeps, 'store'>,
  batchId: string,
  parts: readonly ForgottenPart[],
): Promise<void> {
  await Promise.all(
    parts.map((part) =>
      deps.store.deleteVersion('staging', stagedObjectKey(batchId, part.objectId), part.versionId),
    ),
  );
}
