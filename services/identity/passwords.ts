import { hash, verify } from '@node-rs/argon2';
import { COMMON_PASSWORDS } from './common-passwords';
import { IdentityError } from './errors';

/** OWASP Password Storage: argon2id, 19 MiB, two passes, one lane. argon2id is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const MIN_LENGTH = 12;
const MAX_LENGTH = 128;

/** Of a random text nobody knows, at the same cost: what an unknown login is checked against. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$rtcuvfNZD2nYfa6HUWnvCQ$dv97ksIkvODsAVQuoLQfrYoAZqI/Xqhm17W1m8EM6p4';

/**
 * Length and no well-known password: no composition rules, which only make
 * people write it down (CNIL 2022-100; NIST SP 800-63B, 5.1.1.2).
 *
 * @throws {@link IdentityError} `password-too-short`, `password-too-long`, `password-too-common`
 */
export function checkPassword(password: string): void {
  const { length } = [...password];
  if (length < MIN_LENGTH) throw new IdentityError('password-too-short');
  if (length > MAX_LENGTH) throw new IdentityError('password-too-long');
  const plain = password.toLowerCase();
  const levelled = plain.replace(/[^a-z0-9]/g, '');
  const repeated = /^(.{1,4})\1+$/u.test(plain);
  if (repeated || COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(levelled)) {
    throw new IdentityError('password-too-common');
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/** The same work whether the account exists (`stored`) or not (NULL, and then false). */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  // More than any password that was accepted: not worth hashing, and known before any look-up.
  if (password.length > 4 * MAX_LENGTH) return false;
  const matches = await verify(stored ?? NOBODYS_HASH, password.normalize('NFC'));
  return matches && stored !== null;
}
