import { CipherError, type ObjectContext } from '../ports/cipher';
import { associatedData } from './associated-data';
import { KEY_ID_BYTES } from './derive-key';

/*
 * Format 1 of a stored object. All integers big-endian.
 *
 *   offset size
 *        0    4  magic "CFAO"
 *        4    1  format version, 1
 *        5    1  algorithm id, 1 = AES-256-GCM in segments (STREAM)
 *        6    8  key id: public, derived from the object key
 *       14    4  segment size in plaintext bytes, 65536
 *       18    7  nonce prefix, random
 *       25       segments: ciphertext, then a tag of 16 bytes
 *
 * Every segment but the last is full; the last is empty only where the
 * plaintext is. Nonce of segment i = prefix || i (32 bits) || 1 for the last
 * segment, else 0: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015).
 *
 * A key is meant to encrypt one object, once, and a fixed prefix would then do.
 * The prefix is random all the same: a worker that outlives its lease may
 * encrypt other bytes under the reserved key that its successor uses, and GCM
 * loses confidentiality and authenticity with the first repeated nonce.
 *
 * Associated data of every segment: the whole header, operator, container,
 * object. Nothing in the header can be altered, no segment moved.
 */
export const SEGMENT_BYTES = 65_536;
export const TAG_BYTES = 16;
export const STORED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;
export const HEADER_BYTES = 25;
export const NONCE_PREFIX_BYTES = 7;
const NONCE_BYTES = 12;

const MAGIC = Buffer.from('CFAO', 'latin1');
const FORMAT_VERSION = 1;
const AES_256_GCM_STREAM = 1;
const KEY_ID_AT = 6;
const SEGMENT_SIZE_AT = 14;
const NONCE_PREFIX_AT = 18;

export function writeHeader(keyId: Buffer, noncePrefix: Buffer): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  MAGIC.copy(header);
  header[4] = FORMAT_VERSION;
  header[5] = AES_256_GCM_STREAM;
  keyId.copy(header, KEY_ID_AT);
  header.writeUInt32BE(SEGMENT_BYTES, SEGMENT_SIZE_AT);
  noncePrefix.copy(header, NONCE_PREFIX_AT);
  return header;
}

/**
 * Checks the header of a hostile object against the key at hand and gives the
 * nonce prefix. `unknown-format`: not ours, or of a later version. `integrity`:
 * cut short, or written under another key.
 */
export function readHeader(object: Buffer, keyId: Buffer): { header: Buffer; noncePrefix: Buffer } {
  if (object.length < HEADER_BYTES) throw new CipherError('integrity');
  const known =
    object.subarray(0, MAGIC.length).equals(MAGIC) &&
    object[4] === FORMAT_VERSION &&
    object[5] === AES_256_GCM_STREAM &&
    object.readUInt32BE(SEGMENT_SIZE_AT) === SEGMENT_BYTES;
  if (!known) throw new CipherError('unknown-format');
  if (!object.subarray(KEY_ID_AT, KEY_ID_AT + KEY_ID_BYTES).equals(keyId)) throw new CipherError('integrity');
  return {
    header: object.subarray(0, HEADER_BYTES),
    noncePrefix: object.subarray(NONCE_PREFIX_AT, HEADER_BYTES),
  };
}

export function segmentNonce(prefix: Buffer, index: number, last: boolean): Buffer {
  const nonce = Buffer.allocUnsafe(NONCE_BYTES);
  prefix.copy(nonce);
  nonce.writeUInt32BE(index, NONCE_PREFIX_BYTES);
  nonce[NONCE_BYTES - 1] = last ? 1 : 0;
  return nonce;
}

export function objectAssociatedData(header: Buffer, context: ObjectContext): Buffer {
  return associatedData(header, [context.operatorId, context.containerId, context.objectId]);
}

/** An empty plaintext has one empty segment: its tag still proves context and end. */
export function segmentCount(plaintextSize: number): number {
  return Math.max(1, Math.ceil(plaintextSize / SEGMENT_BYTES));
}

export function encryptedSize(plaintextSize: number): number {
  return HEADER_BYTES + plaintextSize + segmentCount(plaintextSize) * TAG_BYTES;
}

/** Inverse of {@link encryptedSize}. Throws `integrity` for a size that no plaintext gives. */
export function plaintextSize(objectSize: number): number {
  const body = objectSize - HEADER_BYTES;
  const size = body - Math.max(1, Math.ceil(body / STORED_SEGMENT_BYTES)) * TAG_BYTES;
  if (size < 0 || encryptedSize(size) !== objectSize) throw new CipherError('integrity');
  return size;
}
