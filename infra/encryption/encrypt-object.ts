import { randomBytes } from 'node:crypto';
import type { ObjectContext } from '../ports/cipher';
import { deriveKey } from './derive-key';
import {
  encryptedSize,
  HEADER_BYTES,
  NONCE_PREFIX_BYTES,
  objectAssociatedData,
  plaintextSize,
  readHeader,
  SEGMENT_BYTES,
  STORED_SEGMENT_BYTES,
  segmentCount,
  segmentNonce,
  TAG_BYTES,
  writeHeader,
} from './object-format';
import { openSealed, sealInto } from './segment';

export function encryptObject(objectKey: Buffer, context: ObjectContext, plaintext: Buffer): Buffer {
  const { key, id } = deriveKey(objectKey, 'object');
  const noncePrefix = randomBytes(NONCE_PREFIX_BYTES);
  const header = writeHeader(id, noncePrefix);
  const aad = objectAssociatedData(header, context);

  const object = Buffer.allocUnsafe(encryptedSize(plaintext.length));
  header.copy(object);
  const segments = segmentCount(plaintext.length);
  for (let index = 0; index < segments; index += 1) {
    const segment = plaintext.subarray(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES);
    const nonce = segmentNonce(noncePrefix, index, index === segments - 1);
    sealInto(object, HEADER_BYTES + index * STORED_SEGMENT_BYTES, segment, key, nonce, aad);
  }
  return object;
}

export function decryptObject(objectKey: Buffer, context: ObjectContext, object: Buffer): Buffer {
  const { key, id } = deriveKey(objectKey, 'object');
  const { header, noncePrefix } = readHeader(object, id);
  const aad = objectAssociatedData(header, context);

  const size = plaintextSize(object.length);
  const segments = segmentCount(size);
  const open = (index: number): Buffer => {
    const at = HEADER_BYTES + index * STORED_SEGMENT_BYTES;
    const end = Math.min(at + STORED_SEGMENT_BYTES, object.length);
    const nonce = segmentNonce(noncePrefix, index, index === segments - 1);
    return openSealed(object.subarray(at, end), key, nonce, aad);
  };
  if (segments === 1) return open(0);

  const plaintext = Buffer.allocUnsafe(object.length - HEADER_BYTES - segments * TAG_BYTES);
  for (let index = 0; index < segments; index += 1) open(index).copy(plaintext, index * SEGMENT_BYTES);
  return plaintext;
}
