import { randomBytes } from 'node:crypto';
import { CipherError } from '../ports/cipher';
import type { WrapContext } from '../ports/key-ring';
import { associatedData } from './associated-data';
import { deriveKey, KEY_BYTES, KEY_ID_BYTES, type KeyUse } from './derive-key';
import { TAG_BYTES } from './object-format';
import { openSealed, sealInto } from './segment';

/*
 * Format 1 of a wrapped key and of a sealed record:
 *
 *   offset size
 *        0    1  format version, 1
 *        1    1  algorithm id, 1 = AES-256-GCM
 *        2    8  key id: public, derived from the wrapping key and the use
 *       10   12  nonce, random
 *       22       ciphertext, then a tag of 16 bytes
 *
 * Associated data: version, algorithm, key id, then use, kind, id, owner. The
 * key itself differs by use, so that a record never opens as a key.
 *
 * Random nonces bound a key to 2^32 calls (NIST SP 800-38D, 8.3): a KEK wraps
 * one key per vault or batch, a vault key a few per document.
 */
const FORMAT_VERSION = 1;
const AES_256_GCM = 1;
const KEY_ID_AT = 2;
const NONCE_AT = KEY_ID_AT + KEY_ID_BYTES;
const NONCE_BYTES = 12;
const BODY_AT = NONCE_AT + NONCE_BYTES;

type EnvelopeUse = Exclude<KeyUse, 'object'>;

export function seal(use: EnvelopeUse, sealingKey: Buffer, plaintext: Buffer, context: WrapContext): Buffer {
  const { key, id } = deriveKey(sealingKey, use);
  const sealed = Buffer.allocUnsafe(BODY_AT + plaintext.length + TAG_BYTES);
  sealed[0] = FORMAT_VERSION;
  sealed[1] = AES_256_GCM;
  id.copy(sealed, KEY_ID_AT);
  const nonce = randomBytes(NONCE_BYTES);
  nonce.copy(sealed, NONCE_AT);
  sealInto(sealed, BODY_AT, plaintext, key, nonce, envelopeAssociatedData(use, sealed, context));
  return sealed;
}

/** Throws `unknown-format`, or `integrity` for altered bytes, another context, another key. */
export function open(use: EnvelopeUse, sealingKey: Buffer, sealed: Buffer, context: WrapContext): Buffer {
  const { key, id } = deriveKey(sealingKey, use);
  if (!sealingKeyId(sealed).equals(id)) throw new CipherError('integrity');
  const nonce = sealed.subarray(NONCE_AT, BODY_AT);
  return openSealed(sealed.subarray(BODY_AT), key, nonce, envelopeAssociatedData(use, sealed, context));
}

/** Public id of the key that an envelope asks for. Hostile until {@link open} succeeded. */
export function sealingKeyId(sealed: Buffer): Buffer {
  if (sealed.length < BODY_AT + TAG_BYTES) throw new CipherError('integrity');
  if (sealed[0] !== FORMAT_VERSION || sealed[1] !== AES_256_GCM) throw new CipherError('unknown-format');
  return sealed.subarray(KEY_ID_AT, NONCE_AT);
}

export function wrapKey(wrappingKey: Buffer, key: Buffer, context: WrapContext): Buffer {
  if (key.length !== KEY_BYTES) throw new RangeError('a key has 32 bytes');
  return seal('wrap', wrappingKey, key, context);
}

export function unwrapKey(wrappingKey: Buffer, wrapped: Buffer, context: WrapContext): Buffer {
  return open('wrap', wrappingKey, wrapped, context);
}

function envelopeAssociatedData(use: EnvelopeUse, sealed: Buffer, context: WrapContext): Buffer {
  return associatedData(sealed.subarray(0, NONCE_AT), [use, context.kind, context.id, context.owner]);
}
