import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';

interface PartLimits extends Pick<IngestionDeps['limits'], 'uploadPartBytes'> {
  /** Bytes that may still come. */
  readonly uploadBytes: number;
}

/**
 * Re-cuts a body into parts of `uploadPartBytes`, the last one shorter.
 *
 * @param keepCut also yields what came of a part before the sender went away: an
 *   upload that can be continued has these bytes already
 * @throws IngestionError `upload-too-large`, and the body's own error
 */
export async function* cutParts(
  body: AsyncIterable<Buffer>,
  { uploadBytes, uploadPartBytes }: PartLimits,
  { keepCut = false } = {},
): AsyncGenerator<Buffer, void, void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let total = 0;
  const pieces = body[Symbol.asyncIterator]();
  for (;;) {
    let piece: IteratorResult<Buffer>;
    try {
      piece = await pieces.next();
    } catch (error) {
      if (keepCut && heldBytes > 0) yield Buffer.concat(held);
      throw error;
    }
    if (piece.done === true) break;
    total += piece.value.length;
    if (total > uploadBytes) throw new IngestionError('upload-too-large');
    held.push(piece.value);
    heldBytes += piece.value.length;
    while (heldBytes >= uploadPartBytes) {
      const bytes = Buffer.concat(held);
      yield bytes.subarray(0, uploadPartBytes);
      const rest = bytes.subarray(uploadPartBytes);
      held = rest.length === 0 ? [] : [rest];
      heldBytes = rest.length;
    }
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}
