import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../../infra/ports/cipher';
import type { KeyRing, WrapContext } from '../../../infra/ports/key-ring';
import type { ObjectStore } from '../../../infra/ports/object-store';

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

/** After the commit that destroyed their key: also what was cut between a part's write and its row. */
export async function deleteStagedObjects(
  { store }: { readonly store: ObjectStore },
  batchId: string,
): Promise<void> {
  for await (const { key, versionId } of store.list('staging', `staging/${batchId}/`)) {
    await store.deleteVersion('staging', key, versionId);
  }
}

/** The content that a batch was submitted with. */
export async function loadStagedUpload(
  tx: EntityManager,
  deps: { readonly keys: KeyRing; readonly cipher: ObjectCipher },
  batchId: string,
): Promise<StagedUpload> {
  const [batch]: { uploadId: string | null }[] = await tx.query(
    'select upload_id as "uploadId" from batch where id = $1',
    [batchId],
  );
  if (batch === undefined || batch.uploadId === null) throw new Error('batch without content');
  return loadUpload(tx, deps, batchId, batch.uploadId);
}

/** An upload of a batch, whether it is the content or is going to be. */
export async function loadUpload(
  tx: EntityManager,
  deps: { readonly keys: KeyRing; readonly cipher: ObjectCipher },
  batchId: string,
  uploadId: string,
): Promise<StagedUpload> {
  const [batch]: { operatorId: string; employerId: string; wrapped: Buffer | null }[] = await tx.query(
    `select (select id from operator) as "operatorId", employer_id as "employerId",
       wrapped_staging_key as wrapped from batch where id = $1`,
    [batchId],
  );
  if (batch === undefined || batch.wrapped === null) throw new Error('batch without content');
  const stagingKey = deps.keys.unwrap('staging', batch.wrapped, stagingKeyContext(batchId, batch.employerId));
  const rows: { objectId: string; versionId: string; wrapped: Buffer; firstByte: string; size: number }[] =
    await tx.query(
      `select object_id as "objectId", version_id as "versionId", wrapped_key as wrapped,
         first_byte as "firstByte", size
       from upload_part where batch_id = $1 and upload_id = $2 order by number`,
      [batchId, uploadId],
    );
  return {
    operatorId: batch.operatorId,
    batchId,
    size: rows.reduce((sum, row) => sum + row.size, 0),
    parts: rows.map((row) => ({
      objectId: row.objectId,
      versionId: row.versionId,
      key: deps.cipher.unwrapKey(stagingKey, row.wrapped, partKeyContext(batchId, row.objectId)),
      firstByte: Number(row.firstByte),
      size: row.size,
    })),
  };
}
