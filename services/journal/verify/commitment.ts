import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Hides one entry: opening it opens no other of the same vault. */
export function deriveEntrySalt(saltKey: Buffer, entryId: string): Buffer {
  return createHmac('sha256', saltKey).update(entryId, 'utf8').digest();
}

/** What the log holds of an entry: HMAC-SHA256(salt, canonical JSON), 32 bytes. */
export function commitToEntry(salt: Buffer, canonicalPayload: string): Buffer {
  return createHmac('sha256', salt).update(canonicalPayload, 'utf8').digest();
}

/** RFC 8785. */
export function toCanonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
