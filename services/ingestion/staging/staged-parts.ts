import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../../infra/ports/cipher';
import type { KeyRing, WrapContext } from '../../../infra/ports/key-ring';

/** One encrypted object of a staged upload. Bytes firstByte..firstByte+size-1 of the content. */
export interface StagedPart {
  readonly objectId: string;
  readonly versionId: string;
  readonly key: Buffer;
  readonly firstByte: number;
  readonly size: number;
}

/** A staged upload: its parts in order, which together are the content. */
export interface StagedUpload {
  readonly operatorId: string;
  readonly batchId: string;
  readonly size: number;
  readonly parts: readonly StagedPart[];
}

export function stagingKeyContext(batchId: string, employerId: string): WrapContext {
  return { kind: 'batch-staging', id: batchId, owner: employerId };
}

export function partKeyContext(batchId: string, objectId: string): WrapContext {
  return { kind: 'upload-part', id: objectId, owner: batchId };
}

export function stagedObjectKey(batchId: string, objectId: string): string {
  return `staging/${batchId}/${objectId}`;
}

/** The content that a batch was submitted with. */
export async function loadStagedUpload(
  tx: EntityManager,
  deps: { readonly keys: KeyRing; readonly cipher: ObjectCipher },
  batchId: string,
): Promise<StagedUpload> {
  const [batch]: { operatorId: string; employerId: string; size: string; wrapped: Buffer | null }[] =
    await tx.query(
      `select (select id from operator) as "operatorId", employer_id as "employerId",
       content_size as size, wrapped_staging_key as wrapped from batch where id = $1`,
      [batchId],
    );
  if (batch === undefined || batch.wrapped === null) throw new Error('batch without content');
  const stagingKey = deps.keys.unwrap('staging', batch.wrapped, stagingKeyContext(batchId, batch.employerId));
  const rows: { objectId: string; versionId: string; wrapped: Buffer; firstByte: string; size: number }[] =
    await tx.query(
      `select p.object_id as "objectId", p.version_id as "versionId", p.wrapped_key as wrapped,
         p.first_byte as "firstByte", p.size
       from upload_part p join batch b on b.id = p.batch_id and b.upload_id = p.upload_id
       where p.batch_id = $1 order by p.number`,
      [batchId],
    );
  return {
    operatorId: batch.operatorId,
    batchId,
    size: Number(batch.size),
    parts: rows.map((row) => ({
      objectId: row.objectId,
      versionId: row.versionId,
      key: deps.cipher.unwrapKey(stagingKey, row.wrapped, partKeyContext(batchId, row.objectId)),
      firstByte: Number(row.firstByte),
      size: row.size,
    })),
  };
}
