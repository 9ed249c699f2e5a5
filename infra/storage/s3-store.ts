import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  type ObjectStore,
  ObjectStoreError,
  type PutOptions,
  type StoredVersion,
} from '../ports/object-store';
import { assertByteRange, assertKeyPrefix, assertObjectKey } from './object-key';
import { readBody } from './read-body';
import { checkBuckets } from './s3-buckets';
import { callWithin } from './s3-call';
import { httpStatus } from './s3-error';
import { createS3Client, type S3StoreOptions } from './s3-options';
import { listVersions } from './s3-versions';

/**
 * Objects in S3 buckets with versioning and, for employer vaults and journal,
 * Object Lock. Works with servers that ignore `If-None-Match`, checksum
 * trailers and lock headers on multipart uploads (Ceph RGW does): every put is
 * one PutObject with its exact length.
 */
export function createS3Store(options: S3StoreOptions): ObjectStore {
  const client = createS3Client(options);
  const call = <T>(attempt: (signal: AbortSignal) => Promise<T>) => callWithin(options.deadlineMs, attempt);

  return {
    lock: options.lockMode,

    async put(bucket, key, body, putOptions) {
      assertObjectKey(key);
      const command = new PutObjectCommand({
        Bucket: options.buckets[bucket],
        Key: key,
        Body: body,
        ContentLength: body.length,
        ContentType: 'application/octet-stream',
        ...retention(options.lockMode, body, putOptions),
      });
      const { VersionId: versionId } = await call((abortSignal) => client.send(command, { abortSignal }));
      // S3 says "null" where versioning is suspended: the next put would overwrite.
      if (versionId === undefined || versionId === 'null') throw new ObjectStoreError('misconfigured');
      return { versionId };
    },

    async get(bucket, key, versionId, range) {
      assertObjectKey(key);
      if (range !== undefined) assertByteRange(range);
      const command = new GetObjectCommand({
        Bucket: options.buckets[bucket],
        Key: key,
        VersionId: versionId,
        Range: range === undefined ? undefined : `bytes=${range.from}-${range.to}`,
      });
      return call(async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        return readBody(answer, range);
      });
    },

    async versionsOf(bucket, key) {
      assertObjectKey(key);
      const versions: StoredVersion[] = [];
      // The key itself is the first that begins with it.
      for await (const version of listVersions(client, options.deadlineMs, options.buckets[bucket], key)) {
        if (version.key !== key) break;
        versions.push(version);
      }
      return versions;
    },

    async *list(bucket, prefix) {
      assertKeyPrefix(prefix);
      yield* listVersions(client, options.deadlineMs, options.buckets[bucket], prefix);
    },

    async deleteVersion(bucket, key, versionId) {
      assertObjectKey(key);
      const version = { Bucket: options.buckets[bucket], Key: key, VersionId: versionId };
      try {
        await call((abortSignal) => client.send(new DeleteObjectCommand(version), { abortSignal }));
      } catch (error) {
        const refused = error instanceof ObjectStoreError && httpStatus(error.cause) === 403;
        if (refused && (await call((signal) => isLocked(client, version, signal)))) {
          throw new ObjectStoreError('locked', { cause: error });
        }
        throw error;
      }
    },

    check: () => checkBuckets(client, options),
  };
}

/** S3 demands Content-MD5 (or a checksum trailer) on a put with retention. */
function retention(
  lockMode: S3StoreOptions['lockMode'],
  body: Buffer,
  putOptions: PutOptions | undefined,
): Partial<PutObjectCommandInput> {
  if (putOptions?.retainUntil === undefined) return {};
  return {
    ObjectLockMode: lockMode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
    ObjectLockRetainUntilDate: putOptions.retainUntil,
    ContentMD5: createHash('md5').update(body).digest('base64'),
  };
}

/** A 403 alone does not tell a lock from a missing permission. */
async function isLocked(
  client: S3Client,
  version: { Bucket: string; Key: string; VersionId: string },
  abortSignal: AbortSignal,
): Promise<boolean> {
  const head = await client.send(new HeadObjectCommand(version), { abortSignal });
  return head.ObjectLockRetainUntilDate !== undefined || head.ObjectLockLegalHoldStatus === 'ON';
}
