import { createHash } from 'node:crypto';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { ObjectStore } from '../../infra/ports/object-store';
import { BUCKET_OF } from './copy-keys';
import type { ReservedCopy, ReservedDocument } from './load-reservations';

/** What a row pins of a stored copy. */
export interface PinnedCopy {
  readonly copy: ReservedCopy['copy'];
  readonly versionId: string;
  readonly objectSha256: Buffer;
  /** Bytes of the encrypted object. */
  readonly objectSize: number;
  /** End of the lock; NULL for the agent's copy, which is the agent's. */
  readonly retainUntil: Date | null;
}

/**
 * Encrypts and writes the copies of one sealed file that are not `adopted`
 * already. A crash after a PUT leaves a version that no row pins: the retry
 * finds it under the reserved key.
 *
 * Each copy is its own object under its own key, so that destroying one leaves
 * the other. Single PUT: RGW ignores lock headers on multipart uploads.
 */
export async function storeCopies(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  document: ReservedDocument,
  sealed: Buffer,
  retainUntil: Date,
  adopted: readonly PinnedCopy[] = [],
): Promise<PinnedCopy[]> {
  const missing = document.copies.filter((copy) => !adopted.some((pinned) => pinned.copy === copy.copy));
  const written = await Promise.all(
    missing.map(async (copy) => {
      const object = deps.cipher.encrypt(copy.key, objectContext(document, copy), sealed);
      const retention = copy.copy === 'employer' ? retainUntil : undefined;
      const { versionId } = await deps.store.put(
        BUCKET_OF[copy.copy],
        copy.objectKey,
        object,
        retention === undefined ? {} : { retainUntil: retention },
      );
      return pin(copy, versionId, object, retention ?? null);
    }),
  );
  return [...adopted, ...written];
}

export function objectContext(
  document: { readonly operatorId: string; readonly id: string },
  copy: { readonly vaultId: string },
) {
  return { operatorId: document.operatorId, containerId: copy.vaultId, objectId: document.id };
}

export function pin(
  copy: ReservedCopy,
  versionId: string,
  object: Buffer,
  retainUntil: Date | null,
): PinnedCopy {
  return {
    copy: copy.copy,
    versionId,
    objectSha256: createHash('sha256').update(object).digest(),
    objectSize: object.length,
    retainUntil,
  };
}
