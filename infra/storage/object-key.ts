import type { ByteRange } from '../ports/object-store';

/**
 * Keys are ours (`{kind}/{vaultId}/{documentId}`) and become paths and URLs.
 * They are checked all the same: no empty segment, none that begins with a dot,
 * no character that a path, a URL or a shell reads as anything but itself.
 */
const SEGMENT = '[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}';
const KEY = new RegExp(`^${SEGMENT}(?:/${SEGMENT}){0,7}$`);
const PREFIX = new RegExp(`^(?:${SEGMENT}/){0,8}(?:${SEGMENT})?$`);

/** A wrong key is a mistake of the calling code: RangeError, which nothing retries. */
export function assertObjectKey(key: string): void {
  if (!KEY.test(key)) throw new RangeError('not an object key');
}

/** A prefix is any beginning of a key, empty or cut within a segment included. */
export function assertKeyPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) throw new RangeError('not a prefix of an object key');
}

export function assertByteRange({ from, to }: ByteRange): void {
  const sound = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to;
  if (!sound) throw new RangeError('not a byte range');
}
