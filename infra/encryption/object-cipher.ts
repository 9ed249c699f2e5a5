import { randomBytes } from 'node:crypto';
import type { ObjectCipher } from '../ports/cipher';
import { decryptRange } from './decrypt-range';
import { KEY_BYTES } from './derive-key';
import { decryptObject, encryptObject } from './encrypt-object';
import { open, seal, unwrapKey, wrapKey } from './envelope';
import { encryptedSize } from './object-format';

/** The formats stand in object-format.ts and envelope.ts. Holds no key and no state. */
export function createObjectCipher(): ObjectCipher {
  return {
    newKey: () => randomBytes(KEY_BYTES),
    encrypt: encryptObject,
    decrypt: decryptObject,
    encryptedSize,
    decryptRange,
    wrapKey,
    unwrapKey,
    sealRecord: (key, plaintext, context) => seal('record', key, plaintext, context),
    openRecord: (key, sealed, context) => open('record', key, sealed, context),
  };
}
