import { createHmac } from 'node:crypto';

export const KEY_BYTES = 32;
export const KEY_ID_BYTES = 8;

/** What a stored key is used for. One key never serves two algorithms with the same bytes. */
export type KeyUse = 'object' | 'wrap' | 'record';

export interface DerivedKey {
  /** AES-256 key. */
  readonly key: Buffer;
  /** Public: tells which key a ciphertext needs, and nothing about the key. */
  readonly id: Buffer;
}

/**
 * HKDF-Expand with SHA-512 (RFC 5869, 2.3; the extract step is left out as 3.3
 * allows: our keys are uniformly random). 40 bytes fit one block, so one HMAC
 * gives both the AES key of this use and its public id, independent of each other.
 */
export function deriveKey(key: Buffer, use: KeyUse): DerivedKey {
  if (key.length !== KEY_BYTES) throw new RangeError('a key has 32 bytes');
  const block = createHmac('sha512', key).update(EXPAND_INFO[use]).digest();
  return { key: block.subarray(0, KEY_BYTES), id: block.subarray(KEY_BYTES, KEY_BYTES + KEY_ID_BYTES) };
}

/** info || 0x01, the input of the first expand block. */
const EXPAND_INFO: Readonly<Record<KeyUse, Buffer>> = {
  object: Buffer.from('coffre/object/v1\x01', 'latin1'),
  wrap: Buffer.from('coffre/wrap/v1\x01', 'latin1'),
  record: Buffer.from('coffre/record/v1\x01', 'latin1'),
};
