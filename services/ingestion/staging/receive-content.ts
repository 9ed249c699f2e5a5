import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { readOperatorId } from '../../directory/read-operator';
import { refuseWhenFull } from '../batches/backlog';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { adoptUpload } from './adopt-upload';
import { cutParts } from './cut-parts';
import { storeParts } from './store-parts';

/**
 * Takes the content of a batch as a stream: each part is encrypted and durable
 * before the next is filled, so memory holds one part whatever the size.
 *
 * The upload becomes the batch's content in its last transaction only. A crash or
 * a cut before that leaves parts of an upload that nothing names: they are
 * removed when the next upload of this batch succeeds, or with the batch's
 * staging at its age.
 *
 * @throws IngestionError `batch-not-found`, `batch-already-submitted`,
 *   `upload-too-large`, `upload-empty`, `upload-overtaken`, `backlog-full`, `quota-staged-bytes`
 */
export async function receiveContent(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  body: AsyncIterable<Buffer>,
): Promise<void> {
  const { batch, operatorId } = await deps.uow.run(actor, async (tx) => {
    const found = await findBatch(tx, employerId, batchId);
    if (found.state === 'open') await refuseWhenFull(tx, deps.limits, found.kind);
    return { batch: found, operatorId: await readOperatorId(tx) };
  });
  if (batch.state !== 'open') return requireSameContent(batch, body, deps.limits);
  const id = uuidv7();
  const hash = createHash('sha256');
  const start = { uploadId: id, operatorId, number: 0, firstByte: 0 };
  const parts = hashed(hash, cutParts(body, deps.limits));
  const { firstByte: size } = await storeParts(deps, actor, batch, start, parts);
  if (size === 0) throw new IngestionError('upload-empty');
  await adoptUpload(deps, actor, employerId, batchId, { id, sha256: hash.digest(), size });
}

/** A sender that lost our answer sends again: the same bytes are fine, others come too late. Nothing is stored. */
async function requireSameContent(
  batch: Batch,
  body: AsyncIterable<Buffer>,
  limits: Pick<IngestionDeps['limits'], 'uploadBytes' | 'uploadPartBytes'>,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const part of cutParts(body, limits)) hash.update(part);
  if (!batch.contentSha256?.equals(hash.digest())) throw new IngestionError('batch-already-submitted');
}

async function* hashed(
  hash: ReturnType<typeof createHash>,
  parts: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, void> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}
