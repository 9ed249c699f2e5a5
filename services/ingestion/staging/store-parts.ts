import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { findBatch } from '../batches/find-batch';
import { keepToStagedBytes } from '../batches/quotas';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { Batch } from '../tables';
import { partKeyContext, stagedObjectKey, stagingKeyContext } from './staged-parts';

/** Where the next byte of an upload goes. */
export interface UploadPosition {
  readonly uploadId: string;
  readonly operatorId: string;
  /** Number of the next part, from 0. */
  readonly number: number;
  /** Bytes before it. */
  readonly firstByte: number;
}

/** Called in the transaction that records a part, the batch's row locked; what it throws leaves the part unrecorded. */
export type AdmitPart = (tx: EntityManager, firstByte: number, size: number) => Promise<void>;

/**
 * Stores parts one after the other, each encrypted and durable before the next
 * is taken. A crash between a part's write and its row leaves ciphertext whose
 * key nobody has: it goes with the batch's staging.
 *
 * @returns the position after the last part
 * @throws IngestionError `batch-already-submitted`, `quota-staged-bytes`, and what `admit` throws
 */
export async function storeParts(
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  from: UploadPosition,
  parts: AsyncIterable<Buffer>,
  admit: AdmitPart = async () => {},
): Promise<UploadPosition> {
  // Destroyed with a batch that ended; this one was open, and each part is recorded only while it is there.
  if (batch.wrappedStagingKey === null) throw new IngestionError('batch-already-submitted');
  const stagingKey = deps.keys.unwrap(
    'staging',
    batch.wrappedStagingKey,
    stagingKeyContext(batch.id, batch.employerId),
  );
  const { uploadId, operatorId } = from;
  let { number, firstByte } = from;
  for await (const part of parts) {
    const objectId = uuidv7();
    const key = deps.cipher.newKey();
    const object = deps.cipher.encrypt(key, { operatorId, containerId: batch.id, objectId }, part);
    const place = stagedObjectKey(batch.id, objectId);
    const { versionId } = await deps.store.put('staging', place, object);
    const wrapped = deps.cipher.wrapKey(stagingKey, key, partKeyContext(batch.id, objectId));
    const row = [
      batch.id,
      batch.employerId,
      uploadId,
      number,
      objectId,
      versionId,
      wrapped,
      firstByte,
      part.length,
    ];
    const record = deps.uow.run(actor, async (tx) => {
      const { wrappedStagingKey } = await findBatch(tx, batch.employerId, batch.id, { lock: true });
      if (wrappedStagingKey === null) throw new IngestionError('batch-already-submitted');
      await keepToStagedBytes(tx, deps.limits, batch.employerId, part.length);
      await admit(tx, firstByte, part.length);
      await tx.query(
        `insert into upload_part (batch_id, employer_id, upload_id, number, object_id, version_id,
           wrapped_key, first_byte, size) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        row,
      );
    });
    await record.catch(async (error: unknown) => {
      // Refused, so not recorded: unlike after a lost connection, that is certain.
      if (error instanceof IngestionError) await deps.store.deleteVersion('staging', place, versionId);
      throw error;
    });
    firstByte += part.length;
    number += 1;
  }
  return { uploadId, operatorId, number, firstByte };
}
