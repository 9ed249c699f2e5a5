import { createCipheriv, createDecipheriv } from 'node:crypto';
import { CipherError } from '../ports/cipher';
import { TAG_BYTES } from './object-format';

const ALGORITHM = 'aes-256-gcm';
/** Stated, because without it Node accepts a tag cut to 4 bytes. */
const OPTIONS = { authTagLength: TAG_BYTES };

/** Writes ciphertext and tag into `target` at `at`. */
export function sealInto(
  target: Buffer,
  at: number,
  plaintext: Buffer,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
): void {
  const cipher = createCipheriv(ALGORITHM, key, nonce, OPTIONS);
  cipher.setAAD(aad);
  cipher.update(plaintext).copy(target, at);
  // GCM is a stream mode: final() gives no bytes, it closes the tag.
  cipher.final();
  cipher.getAuthTag().copy(target, at + plaintext.length);
}

/** `sealed` = ciphertext, tag. Returns plaintext only after the tag verified; else throws `integrity`. */
export function openSealed(sealed: Buffer, key: Buffer, nonce: Buffer, aad: Buffer): Buffer {
  if (sealed.length < TAG_BYTES) throw new CipherError('integrity');
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, nonce, OPTIONS);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plaintext = decipher.update(sealed.subarray(0, tagAt));
  try {
    decipher.final();
  } catch (error) {
    throw new CipherError('integrity', { cause: error });
  }
  return plaintext;
}
