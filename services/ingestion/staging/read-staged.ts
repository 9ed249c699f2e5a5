import type { ObjectCipher } from '../../../infra/ports/cipher';
import type { ObjectStore } from '../../../infra/ports/object-store';
import { type StagedPart, type StagedUpload, stagedObjectKey } from './staged-parts';

/** Random access to the plaintext of a staged upload, byte positions as in what the sender sent. */
export interface StagedReader {
  readonly size: number;
  /** Bytes from..from+length-1; shorter only at the end of the content. */
  read(from: number, length: number): Promise<Buffer>;
}

/** Neighbouring entries are read together: a chunk of payslips costs a few ranged reads, not one each. */
const WINDOW_BYTES = 2 * 1024 * 1024;

/**
 * Reads through one window that moves forward, so that memory does not grow with
 * the upload. Decrypts only what is asked for, segment by segment.
 */
export function openStagedReader(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  upload: StagedUpload,
): StagedReader {
  let last: Promise<void> = Promise.resolve();
  let window: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };

  async function readNext(from: number, length: number): Promise<Buffer> {
    const end = Math.min(from + length, upload.size);
    if (from < 0 || from >= end) return Buffer.alloc(0);
    const held = window.from + window.bytes.length;
    if (from < window.from || end > held) {
      const until = Math.min(Math.max(end, from + WINDOW_BYTES), upload.size);
      window = { from, bytes: await readAcrossParts(deps, upload, from, until) };
    }
    return window.bytes.subarray(from - window.from, end - window.from);
  }

  return {
    size: upload.size,
    read(from, length) {
      // One at a time: readers side by side would each fill a window of their own.
      const bytes = last.then(() => readNext(from, length));
      last = bytes.then(
        () => undefined,
        () => undefined,
      );
      return bytes;
    },
  };
}

async function readAcrossParts(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  upload: StagedUpload,
  from: number,
  until: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (const part of upload.parts) {
    const first = Math.max(from, part.firstByte);
    const last = Math.min(until, part.firstByte + part.size) - 1;
    if (first > last) continue;
    const range = { from: first - part.firstByte, to: last - part.firstByte };
    for await (const segment of readPart(deps, upload, part, range)) chunks.push(segment);
  }
  return Buffer.concat(chunks);
}

function readPart(
  deps: { readonly cipher: ObjectCipher; readonly store: ObjectStore },
  upload: StagedUpload,
  part: StagedPart,
  range: { from: number; to: number },
): AsyncIterable<Buffer> {
  const context = {
    operatorId: upload.operatorId,
    containerId: upload.batchId,
    objectId: part.objectId,
  };
  return deps.cipher.decryptRange(part.key, context, part.size, range, (bytes) =>
    deps.store.get('staging', stagedObjectKey(upload.batchId, part.objectId), part.versionId, bytes),
  );
}
