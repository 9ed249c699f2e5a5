import { createHash } from 'node:crypto';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { adoptUpload } from './adopt-upload';
import { openStagedReader } from './read-staged';
import type { ResumableUpload } from './resumable-upload';
import { loadUpload, type StagedUpload } from './staged-parts';

const PIECE_BYTES = 2 * 1024 * 1024;

/**
 * Makes an upload whose last byte is durable the content of its batch. The
 * pieces came in separate requests, so the content is read back to be hashed:
 * what is hashed is what the workers will read.
 *
 * A crash before it ends leaves a whole upload that is not yet the content; the
 * sender asks for the offset, and that does it again.
 *
 * Another upload of the batch may become its content meanwhile and forget this one's parts: what is
 * left of them, nothing perhaps, is no content.
 *
 * @param length bytes that were announced, and have come
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`, `upload-overtaken`
 */
export async function completeUpload(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  { id: uploadId, length }: Pick<ResumableUpload, 'id' | 'length'>,
): Promise<void> {
  const load = () =>
    deps.uow.run(actor, async (tx) => {
      const batch = await findBatch(tx, employerId, batchId);
      if (batch.uploadId === uploadId) return null;
      if (batch.wrappedStagingKey === null) throw new IngestionError('batch-already-submitted');
      const upload = await loadUpload(tx, deps, batchId, uploadId);
      if (upload.size !== length) throw new IngestionError('upload-overtaken');
      return upload;
    });
  const upload = await load();
  if (upload === null) return;
  const sha256 = await hashStaged(deps, upload).catch(async (error: unknown) => {
    // Parts that were forgotten while they were read are overtaken, not lost.
    await load();
    throw error;
  });
  await adoptUpload(deps, actor, employerId, batchId, { id: uploadId, sha256, size: length });
}

async function hashStaged(deps: IngestionDeps, upload: StagedUpload): Promise<Buffer> {
  const reader = openStagedReader(deps, upload);
  const hash = createHash('sha256');
  for (let at = 0; at < upload.size; at += PIECE_BYTES) hash.update(await reader.read(at, PIECE_BYTES));
  return hash.digest();
}
