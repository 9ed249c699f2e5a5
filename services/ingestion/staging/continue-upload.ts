import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { readOperatorId } from '../../directory/read-operator';
import { findBatch } from '../batches/find-batch';
import { personOf } from '../batches/person-of';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { completeUpload } from './complete-upload';
import { cutParts } from './cut-parts';
import { findUpload } from './resumable-upload';
import { storeParts } from './store-parts';

/**
 * Appends bytes to an upload (tus 1.0, PATCH). What arrives is kept also when the
 * sender goes away in the middle. The last byte makes it the batch's content.
 *
 * @param offset where the body begins: it must be what is durable already
 * @returns the new offset
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`, `upload-not-found`,
 *   `upload-offset-conflict`, `upload-too-large`, `upload-in-too-many-parts`, and those of the content
 */
export async function continueUpload(
  deps: IngestionDeps,
  actor: Actor,
  { employerId, batchId, uploadId }: { employerId: string; batchId: string; uploadId: string },
  offset: number,
  body: AsyncIterable<Buffer>,
): Promise<number> {
  const { batch, upload, operatorId } = await deps.uow.run(actor, async (tx) => ({
    batch: await findBatch(tx, employerId, batchId),
    upload: await findUpload(tx, batchId, uploadId),
    operatorId: await readOperatorId(tx),
  }));
  if (batch.state !== 'open') throw new IngestionError('batch-already-submitted');
  if (offset !== upload.received) throw new IngestionError('upload-offset-conflict');
  const left = { ...deps.limits, uploadBytes: upload.length - upload.received };
  const end = await storeParts(
    deps,
    actor,
    batch,
    { uploadId, operatorId, number: upload.parts, firstByte: offset },
    cutParts(body, left, { keepCut: true }),
    async (tx, firstByte, size) => {
      await advance(tx, uploadId, firstByte, size, deps.limits.uploadParts);
      await noteSender(tx, batchId, actor);
    },
  );
  if (end.firstByte === upload.length) await completeUpload(deps, actor, employerId, batchId, upload);
  return end.firstByte;
}

/** Whoever sent any piece has a hand in the batch, not only who sent the last. The batch's row is locked. */
async function noteSender(tx: EntityManager, batchId: string, actor: Actor): Promise<void> {
  await tx.query(
    `update batch set handled_by = handled_by || $2::uuid[] where id = $1 and not handled_by @> $2::uuid[]`,
    [batchId, personOf(actor)],
  );
}

/** Of two senders at one offset the second finds that it moved on, and its part is not recorded. */
async function advance(
  tx: EntityManager,
  uploadId: string,
  firstByte: number,
  size: number,
  maxParts: number,
): Promise<void> {
  const moved: { parts: number }[] = await tx.query(
    `with moved as (update resumable_upload set received = received + $3, parts = parts + 1
       where id = $1 and received = $2 returning parts) select parts from moved`,
    [uploadId, firstByte, size],
  );
  const [upload] = moved;
  if (upload === undefined) throw new IngestionError('upload-offset-conflict');
  if (upload.parts > maxParts) throw new IngestionError('upload-in-too-many-parts');
}
