import { createHash } from 'node:crypto';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { adoptUpload } from './adopt-upload';
import { openStagedReader } from './read-staged';
import { loadUpload } from './staged-parts';

const PIECE_BYTES = 2 * 1024 * 1024;

/**
 * Makes an upload whose last byte is durable the content of its batch. The
 * pieces came in separate requests, so the content is read back to be hashed:
 * what is hashed is what the workers will read.
 *
 * A crash before it ends leaves a whole upload that is not yet the content; the
 * sender asks for the offset, and that does it again.
 *
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`, `upload-overtaken`
 */
export async function completeUpload(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  uploadId: string,
): Promise<void> {
  const upload = await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId);
    if (batch.uploadId !== uploadId && batch.wrappedStagingKey === null) {
      throw new IngestionError('batch-already-submitted');
    }
    return batch.uploadId === uploadId ? null : loadUpload(tx, deps, batchId, uploadId);
  });
  if (upload === null) return;
  const reader = openStagedReader(deps, upload);
  const hash = createHash('sha256');
  for (let at = 0; at < upload.size; at += PIECE_BYTES) hash.update(await reader.read(at, PIECE_BYTES));
  await adoptUpload(deps, actor, employerId, batchId, {
    id: uploadId,
    sha256: hash.digest(),
    size: upload.size,
  });
}
