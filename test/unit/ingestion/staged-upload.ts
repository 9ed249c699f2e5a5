import { randomUUID } from 'node:crypto';
import type { ObjectCipher } from '../../../infra/ports/cipher';
import { type ObjectStore, ObjectStoreError } from '../../../infra/ports/object-store';
import type { StagedReader } from '../../../services/ingestion/staging/read-staged';
import {
  type StagedPart,
  type StagedUpload,
  stagedObjectKey,
} from '../../../services/ingestion/staging/staged-parts';

export interface KeptUpload {
  readonly store: Pick<ObjectStore, 'get'> & ObjectStore;
  readonly upload: StagedUpload;
  /** By object key. */
  readonly objects: Map<string, Buffer>;
}

/** The content as encrypted parts of these sizes, in a store that holds them in memory. */
export function keepInMemory(cipher: ObjectCipher, content: Buffer, sizes: readonly number[]): KeptUpload {
  const [operatorId, batchId] = [randomUUID(), randomUUID()];
  const objects = new Map<string, Buffer>();
  let firstByte = 0;
  const parts = sizes.map((size): StagedPart => {
    const part = { objectId: randomUUID(), versionId: '1', key: cipher.newKey(), firstByte, size };
    const context = { operatorId, containerId: batchId, objectId: part.objectId };
    const plain = content.subarray(firstByte, firstByte + size);
    objects.set(stagedObjectKey(batchId, part.objectId), cipher.encrypt(part.key, context, plain));
    firstByte += size;
    return part;
  });
  const store = {
    get: async (_bucket: string, key: string, _version: string, range?: { from: number; to: number }) => {
      const object = objects.get(key);
      if (object === undefined || (range && range.to >= object.length))
        throw new ObjectStoreError('not-found');
      return range ? object.subarray(range.from, range.to + 1) : object;
    },
  } as unknown as ObjectStore;
  return { store, objects, upload: { operatorId, batchId, size: content.length, parts } };
}

/** A container that is not encrypted at all: for what reads one. */
export function readerOver(bytes: Buffer): StagedReader {
  return {
    size: bytes.length,
    read: async (from, length) => (from < 0 ? Buffer.alloc(0) : bytes.subarray(from, from + length)),
  };
}
