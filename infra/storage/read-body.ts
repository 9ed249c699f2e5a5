import { Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type ByteRange, ObjectStoreError } from '../ports/object-store';

/**
 * Reads an answer to GetObject whole; aborting its request cuts the reading
 * too. Fewer or more bytes than asked, or others than asked, never leave this
 * function: what the connection lost is `storage-unavailable`, what the object
 * does not have `not-found`.
 */
export async function readBody(
  answer: GetObjectCommandOutput,
  range: ByteRange | undefined,
): Promise<Buffer> {
  const { Body: body } = answer;
  if (!(body instanceof Readable)) throw new ObjectStoreError('storage-unavailable');
  try {
    const expected = expectedSize(answer, range);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > expected) break;
    }
    if (size !== expected) throw new ObjectStoreError('storage-unavailable');
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
  } finally {
    // After a complete reading this is a no-op and the connection is kept.
    body.destroy();
  }
}

function expectedSize(answer: GetObjectCommandOutput, range: ByteRange | undefined): number {
  const { ContentLength: length, ContentRange: contentRange } = answer;
  if (length === undefined) throw new ObjectStoreError('storage-unavailable');
  if (range === undefined) return length;
  // RFC 9110, 14.4: "bytes 0-99/60000". A server may answer with less than was asked for.
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? [];
  const asked = range.to - range.from + 1;
  if (Number(from) === range.from && Number(to) === range.to && length === asked) return asked;
  throw new ObjectStoreError(Number(total) <= range.to ? 'not-found' : 'storage-unavailable');
}
