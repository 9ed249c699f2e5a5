import { createHmac, hkdfSync } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing, WrapContext } from '../../infra/ports/key-ring';
import { DirectoryError } from './errors';

/**
 * Seals and opens what an employer holds of persons: names, claims, titles. The
 * directory key stays inside; a record moved to another row does not open.
 */
export interface EmployerRecords {
  readonly employerId: string;
  /** @param kind what it is (`employment`, `item-claim`, `title`…); @param id of the row that holds it */
  seal(kind: string, id: string, text: string): Buffer;
  /** @throws {@link CipherError} `integrity` */
  open(kind: string, id: string, sealed: Buffer): string;
  /** HMAC-SHA256, 32 bytes, under a key of its own per purpose: equal texts of this employer are found, none is shown. */
  index(purpose: string, text: string): Buffer;
}

export interface RecordDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
}

/** @throws {@link DirectoryError} `employer-not-found`: none, or not for this transaction's scope */
export async function openEmployerRecords(
  tx: EntityManager,
  deps: RecordDeps,
  employerId: string,
): Promise<EmployerRecords> {
  const [row]: { wrapped: Buffer }[] = await tx.query(
    'select wrapped_directory_key as wrapped from employer where id = $1',
    [employerId],
  );
  if (row === undefined) throw new DirectoryError('employer-not-found');
  const key = deps.keys.unwrap('employer', row.wrapped, directoryKeyContext(employerId));
  return createRecords(deps.cipher, key, employerId);
}

export function directoryKeyContext(employerId: string): WrapContext {
  return { kind: 'directory', id: employerId, owner: employerId };
}

function createRecords(cipher: ObjectCipher, key: Buffer, employerId: string): EmployerRecords {
  const indexKeys = new Map<string, Buffer>();
  const indexKey = (purpose: string): Buffer => {
    const known = indexKeys.get(purpose);
    if (known !== undefined) return known;
    // HKDF (RFC 5869): the key that seals never serves as a MAC key.
    const derived = Buffer.from(hkdfSync('sha256', key, employerId, `coffre/directory/index/${purpose}`, 32));
    indexKeys.set(purpose, derived);
    return derived;
  };
  return {
    employerId,
    seal: (kind, id, text) =>
      cipher.sealRecord(key, Buffer.from(text, 'utf8'), { kind, id, owner: employerId }),
    open: (kind, id, sealed) =>
      cipher.openRecord(key, sealed, { kind, id, owner: employerId }).toString('utf8'),
    index: (purpose, text) => createHmac('sha256', indexKey(purpose)).update(text, 'utf8').digest(),
  };
}
