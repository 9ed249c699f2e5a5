import { CipherError, type ObjectCipher } from '../../infra/ports/cipher';
import type { ObjectStore, StoredVersion } from '../../infra/ports/object-store';
import { BUCKET_OF } from './copy-keys';
import type { ReservedCopy, ReservedDocument } from './load-reservations';
import { objectContext, type PinnedCopy, pin } from './store-copies';

export interface Surplus {
  readonly bucket: string;
  readonly version: StoredVersion;
}

export interface Leftover<Sealed> {
  /** The sealed file that an earlier attempt had written, as recognised, or NULL. */
  readonly sealed: Sealed | null;
  readonly pinned: readonly PinnedCopy[];
  /** Versions that no row will pin. */
  readonly surplus: readonly Surplus[];
}

interface FoundVersion {
  readonly copy: ReservedCopy;
  readonly version: StoredVersion;
  readonly object: Buffer;
  /** NULL where the object does not decrypt under the reserved key. */
  readonly sealed: Buffer | null;
}

/**
 * Looks under the reserved keys for what a killed attempt left there. Sealing is
 * not repeatable byte for byte, and a locked version cannot be deleted for
 * years: so bytes that decrypt and that are recognised as the sealed form
 * of the staged source are taken for both copies, and nothing is sealed again.
 */
export async function findLeftover<Sealed extends { readonly bytes: Buffer }>(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  document: ReservedDocument,
  retainUntil: Date,
  recognise: (sealed: Buffer) => Promise<Sealed | null>,
): Promise<Leftover<Sealed>> {
  const found = (
    await Promise.all(document.copies.map(async (copy) => openVersions(deps, document, copy)))
  ).flat();
  const sealed = await firstRecognised(found, recognise);
  const pinned: PinnedCopy[] = [];
  const surplus: Surplus[] = [];
  for (const { copy, version, object, sealed: bytes } of found) {
    const taken = pinned.some((other) => other.copy === copy.copy);
    if (!taken && sealed !== null && bytes?.equals(sealed.bytes)) {
      pinned.push(pin(copy, version.versionId, object, copy.copy === 'employer' ? retainUntil : null));
    } else {
      surplus.push({ bucket: BUCKET_OF[copy.copy], version });
    }
  }
  return { sealed, pinned, surplus };
}

async function firstRecognised<Sealed>(
  found: readonly FoundVersion[],
  recognise: (sealed: Buffer) => Promise<Sealed | null>,
): Promise<Sealed | null> {
  for (const { sealed } of found) {
    const recognised = sealed === null ? null : await recognise(sealed);
    if (recognised !== null) return recognised;
  }
  return null;
}

async function openVersions(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  document: ReservedDocument,
  copy: ReservedCopy,
): Promise<FoundVersion[]> {
  const bucket = BUCKET_OF[copy.copy];
  const versions = await deps.store.versionsOf(bucket, copy.objectKey);
  return Promise.all(
    versions.map(async (version) => {
      const object = await deps.store.get(bucket, copy.objectKey, version.versionId);
      return { copy, version, object, sealed: tryDecrypt(deps.cipher, document, copy, object) };
    }),
  );
}

/** NULL: written under keys that were replaced since, or not ours at all. */
function tryDecrypt(
  cipher: ObjectCipher,
  document: ReservedDocument,
  copy: ReservedCopy,
  object: Buffer,
): Buffer | null {
  try {
    return cipher.decrypt(copy.key, objectContext(document, copy), object);
  } catch (error) {
    if (error instanceof CipherError) return null;
    throw error;
  }
}
