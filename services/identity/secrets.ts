import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

export interface NewSecret {
  /** Handed out once, stored nowhere. */
  readonly secret: string;
  readonly hash: Buffer;
}

/** 256 random bits: a plain digest is enough, there is nothing to guess. */
export function newSecret(): NewSecret {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashSecret(secret) };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** Constant time, whatever the lengths: digests are compared. */
export function isSecret(presented: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(presented), hash);
}

/**
 * The token that a page sends beside the session's cookie. Derived from it, one
 * way: nothing to store, and another site, which cannot read the cookie, cannot
 * make it.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('coffre/csrf').digest('base64url');
}

/** Crockford's base 32: no letter that reads as a digit, none that spells words with the others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits in four groups, for a letter: `7K2M-…`. */
export function newCode(): string {
  const letters = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** As typed by a person: case, blanks and hyphens do not count, O is 0, I and L are 1. */
export function normaliseCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
