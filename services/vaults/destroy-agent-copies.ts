import type { EntityManager } from 'typeorm';
import { registerSurplus } from './commit-deposits';
import { BUCKET_OF } from './copy-keys';

/**
 * Destroys the rows that wrap the keys of stored agent copies: from the commit on
 * nothing opens them. The objects are registered as surplus.
 *
 * @returns the documents that had such a copy
 */
export async function destroyAgentCopies(
  tx: EntityManager,
  at: Date,
  documentIds: readonly string[],
  reason: 'withheld' | 'withdrawn',
): Promise<ReadonlySet<string>> {
  const destroyed: { documentId: string; key: string; versionId: string; size: number }[] = await tx.query(
    `with destroyed as (
       delete from document_key where document_id = any ($1::uuid[]) and copy = 'agent'
         and version_id is not null returning *)
     select document_id as "documentId", object_key as key, version_id as "versionId", object_size as size
     from destroyed`,
    [documentIds],
  );
  const surplus = destroyed.map(({ documentId: _, ...version }) => ({ bucket: BUCKET_OF.agent, version }));
  await registerSurplus(tx, at, surplus, reason);
  return new Set(destroyed.map(({ documentId }) => documentId));
}
