import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { readOperatorId } from '../../directory/read-operator';
import { findBatch } from '../batches/find-batch';
import { personOf } from '../batches/person-of';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { partKeyContext, stagedObjectKey, stagingKeyContext } from './staged-parts';

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
 *   `upload-too-large`, `upload-empty`, `upload-overtaken`
 */
export async function receiveContent(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  batchId: string,
  body: AsyncIterable<Buffer>,
): Promise<void> {
  const { batch, operatorId } = await deps.uow.run(actor, async (tx) => ({
    batch: await findBatch(tx, employerId, batchId),
    operatorId: await readOperatorId(tx),
  }));
  if (batch.state !== 'open') return requireSameContent(batch, body, deps.limits);
  const upload = await stageParts(deps, actor, batch, operatorId, body);
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
  await Promise.all(
    stale.map((part) =>
      deps.store.deleteVersion('staging', stagedObjectKey(batchId, part.objectId), part.versionId),
    ),
  );
}

/** A sender that lost our answer sends again: the same bytes are fine, others come too late. Nothing is stored. */
async function requireSameContent(
  batch: Batch,
  body: AsyncIterable<Buffer>,
  limits: Pick<IngestionDeps['limits'], 'uploadBytes' | 'uploadPartBytes'>,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const part of inParts(body, limits)) hash.update(part);
  if (!batch.contentSha256?.equals(hash.digest())) throw new IngestionError('batch-already-submitted');
}

interface ReceivedUpload {
  readonly id: string;
  readonly sha256: Buffer;
  readonly size: number;
}

async function stageParts(
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  operatorId: string,
  body: AsyncIterable<Buffer>,
): Promise<ReceivedUpload> {
  // Destroyed only with a batch that ended, and this one is open.
  if (batch.wrappedStagingKey === null) throw new IngestionError('batch-already-submitted');
  const stagingKey = deps.keys.unwrap(
    'staging',
    batch.wrappedStagingKey,
    stagingKeyContext(batch.id, batch.employerId),
  );
  const id = uuidv7();
  const hash = createHash('sha256');
  let size = 0;
  let number = 0;
  for await (const part of inParts(body, deps.limits)) {
    hash.update(part);
    const objectId = uuidv7();
    const key = deps.cipher.newKey();
    const object = deps.cipher.encrypt(key, { operatorId, containerId: batch.id, objectId }, part);
    const { versionId } = await deps.store.put('staging', stagedObjectKey(batch.id, objectId), object);
    const wrapped = deps.cipher.wrapKey(stagingKey, key, partKeyContext(batch.id, objectId));
    const row = [batch.id, batch.employerId, id, number, objectId, versionId, wrapped, size, part.length];
    await deps.uow.run(actor, (tx) =>
      tx.query(
        `insert into upload_part (batch_id, employer_id, upload_id, number, object_id, version_id,
           wrapped_key, first_byte, size) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        row,
      ),
    );
    size += part.length;
    number += 1;
  }
  if (size === 0) throw new IngestionError('upload-empty');
  return { id, sha256: hash.digest(), size };
}

/** Re-cuts the body into parts of `uploadPartBytes`, the last one shorter. */
async function* inParts(
  body: AsyncIterable<Buffer>,
  limits: Pick<IngestionDeps['limits'], 'uploadBytes' | 'uploadPartBytes'>,
): AsyncGenerator<Buffer, void, void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let total = 0;
  for await (const piece of body) {
    total += piece.length;
    if (total > limits.uploadBytes) throw new IngestionError('upload-too-large');
    held.push(piece);
    heldBytes += piece.length;
    while (heldBytes >= limits.uploadPartBytes) {
      const bytes = Buffer.concat(held);
      yield bytes.subarray(0, limits.uploadPartBytes);
      const rest = bytes.subarray(limits.uploadPartBytes);
      held = rest.length === 0 ? [] : [rest];
      heldBytes = rest.length;
    }
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** Another upload of the same batch that ended meanwhile has removed these parts: it wins, this one says so. */
async function requireWhole(tx: EntityManager, batchId: string, upload: ReceivedUpload): Promise<void> {
  const [staged]: { bytes: string }[] = await tx.query(
    'select coalesce(sum(size), 0) as bytes from upload_part where batch_id = $1 and upload_id = $2',
    [batchId, upload.id],
  );
  if (Number(staged?.bytes) !== upload.size) throw new IngestionError('upload-overtaken');
}

async function forgetOtherUploads(
  tx: EntityManager,
  batchId: string,
  keptUploadId: string | null,
): Promise<{ objectId: string; versionId: string }[]> {
  return tx.query(
    `with gone as (delete from upload_part where batch_id = $1 and upload_id is distinct from $2
       returning object_id as "objectId", version_id as "versionId") select * from gone`,
    [batchId, keptUploadId],
  );
}
