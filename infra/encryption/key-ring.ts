import { CipherError } from '../ports/cipher';
import type { KeyRing } from '../ports/key-ring';
import { sealingKeyId, unwrapKey, wrapKey } from './envelope';
import type { KekSet } from './kek-file';

/**
 * Wraps under the newest KEK of a purpose, unwraps under whichever the wrapped
 * key names. A KEK that is not in the set is `key-unavailable`: destroyed,
 * or kept elsewhere.
 */
export function createKeyRing(keks: KekSet): KeyRing {
  return {
    wrap(purpose, key, context) {
      const newest = keks[purpose].at(-1);
      if (newest === undefined) throw new CipherError('key-unavailable');
      return wrapKey(newest.key, key, context);
    },
    unwrap(purpose, wrapped, context) {
      const id = sealingKeyId(wrapped).toString('hex');
      const named = keks[purpose].find((kek) => kek.id === id);
      if (named === undefined) throw new CipherError('key-unavailable');
      return unwrapKey(named.key, wrapped, context);
    },
  };
}
