import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { failure } from './push-error';

export interface HashedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** @throws PushError `file-unreadable`, `file-empty` */
export async function hashFile(path: string): Promise<HashedFile> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      size += piece.length;
      hash.update(piece);
    }
  } catch (error) {
    throw failure('file-unreadable', path, error);
  }
  if (size === 0) throw failure('file-empty', path);
  return { path, size, sha256: hash.digest('hex') };
}
