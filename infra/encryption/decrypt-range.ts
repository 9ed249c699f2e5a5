import { CipherError, type ObjectContext } from '../ports/cipher';
import { deriveKey } from './derive-key';
import {
  encryptedSize,
  HEADER_BYTES,
  objectAssociatedData,
  readHeader,
  SEGMENT_BYTES,
  STORED_SEGMENT_BYTES,
  segmentCount,
  segmentNonce,
} from './object-format';
import { openSealed } from './segment';

/** 1 MiB a read: bounds memory whatever the range, and keeps requests few. */
const SEGMENTS_PER_READ = 16;

interface Range {
  readonly from: number;
  readonly to: number;
}
type Read = (range: Range) => Promise<Buffer>;

/**
 * See {@link ObjectCipher.decryptRange}. The store is hostile: it may answer
 * with other, fewer or moved bytes, all of which end in `integrity`.
 */
export async function* decryptRange(
  objectKey: Buffer,
  context: ObjectContext,
  plaintextSize: number,
  range: Range,
  read: Read,
): AsyncGenerator<Buffer> {
  const { from, to } = range;
  if (!(from >= 0 && from <= to && to < plaintextSize)) throw new RangeError('range outside the object');

  const { key, id } = deriveKey(objectKey, 'object');
  const lastSegment = segmentCount(plaintextSize) - 1;
  const firstAsked = Math.floor(from / SEGMENT_BYTES);
  const lastAsked = Math.floor(to / SEGMENT_BYTES);
  const objectSize = encryptedSize(plaintextSize);

  const start = await readStart(firstAsked, lastAsked, objectSize, read);
  const { header, noncePrefix } = readHeader(start.headerBytes, id);
  const aad = objectAssociatedData(header, context);

  let segments = start.segments;
  for (let first = firstAsked; first <= lastAsked; first += SEGMENTS_PER_READ) {
    if (first > firstAsked) segments = await readExactly(read, segmentsRange(first, lastAsked, objectSize));
    const last = Math.min(first + SEGMENTS_PER_READ - 1, lastAsked);
    for (let index = first; index <= last; index += 1) {
      const at = (index - first) * STORED_SEGMENT_BYTES;
      const sealed = segments.subarray(at, at + STORED_SEGMENT_BYTES);
      const plaintext = openSealed(sealed, key, segmentNonce(noncePrefix, index, index === lastSegment), aad);
      const offset = index * SEGMENT_BYTES;
      yield plaintext.subarray(Math.max(0, from - offset), Math.min(plaintext.length, to - offset + 1));
    }
  }
}

/** The header lies beside segment 0, so a reading from the start costs no request of its own for it. */
async function readStart(
  firstAsked: number,
  lastAsked: number,
  objectSize: number,
  read: Read,
): Promise<{ headerBytes: Buffer; segments: Buffer }> {
  const { from, to } = segmentsRange(firstAsked, lastAsked, objectSize);
  if (firstAsked === 0) {
    const bytes = await readExactly(read, { from: 0, to });
    return { headerBytes: bytes.subarray(0, HEADER_BYTES), segments: bytes.subarray(HEADER_BYTES) };
  }
  const [headerBytes, segments] = await Promise.all([
    readExactly(read, { from: 0, to: HEADER_BYTES - 1 }),
    readExactly(read, { from, to }),
  ]);
  return { headerBytes, segments };
}

/** Object bytes of one read: at most {@link SEGMENTS_PER_READ} segments from `first`. */
function segmentsRange(first: number, lastAsked: number, objectSize: number): Range {
  const end = Math.min(first + SEGMENTS_PER_READ, lastAsked + 1);
  return {
    from: HEADER_BYTES + first * STORED_SEGMENT_BYTES,
    to: Math.min(HEADER_BYTES + end * STORED_SEGMENT_BYTES, objectSize) - 1,
  };
}

async function readExactly(read: Read, range: Range): Promise<Buffer> {
  const bytes = await read(range);
  if (bytes.length !== range.to - range.from + 1) throw new CipherError('integrity');
  return bytes;
}
