import {
  CreateBucketCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { BUCKETS, type Bucket, ObjectStoreError } from '../ports/object-store';
import { callWithin } from './s3-call';
import { toObjectStoreError } from './s3-error';
import { createS3Client, type S3StoreOptions } from './s3-options';

/** What lies there must stand against us too. The agent's vault is the agent's, who may empty it. */
const LOCKED: ReadonlySet<Bucket> = new Set<Bucket>(['employer-vaults', 'journal']);

/**
 * Makes the buckets as the product needs them; those that exist are left as
 * they are. For a server of our own at its first start: in production an
 * administrator makes them.
 */
export async function createBuckets(options: S3StoreOptions): Promise<void> {
  const client = createS3Client(options);
  try {
    for (const bucket of BUCKETS) await createBucket(client, options, bucket);
  } finally {
    client.destroy();
  }
}

async function createBucket(client: S3Client, options: S3StoreOptions, bucket: Bucket): Promise<void> {
  const Bucket = options.buckets[bucket];
  const create = new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: LOCKED.has(bucket) });
  try {
    await callWithin(options.deadlineMs, (abortSignal) => client.send(create, { abortSignal }));
  } catch (error) {
    const { cause } = toObjectStoreError(error);
    if (cause instanceof Error && cause.name === 'BucketAlreadyOwnedByYou') return;
    throw error;
  }
  const version = new PutBucketVersioningCommand({
    Bucket,
    VersioningConfiguration: { Status: 'Enabled' },
  });
  await callWithin(options.deadlineMs, (abortSignal) => client.send(version, { abortSignal }));
}

/** Throws `misconfigured`, the bucket and what it lacks in the cause. */
export async function checkBuckets(client: S3Client, options: S3StoreOptions): Promise<void> {
  for (const bucket of BUCKETS) {
    const Bucket = options.buckets[bucket];
    const { Status: versioning } = await callWithin(options.deadlineMs, (abortSignal) =>
      client.send(new GetBucketVersioningCommand({ Bucket }), { abortSignal }),
    );
    if (versioning !== 'Enabled') throw misconfigured(bucket, 'has no versioning');
    if (!LOCKED.has(bucket)) continue;
    // Without lock a server answers 404 ObjectLockConfigurationNotFoundError, which is `misconfigured` too.
    const { ObjectLockConfiguration: lock } = await callWithin(options.deadlineMs, (abortSignal) =>
      client.send(new GetObjectLockConfigurationCommand({ Bucket }), { abortSignal }),
    );
    if (lock?.ObjectLockEnabled !== 'Enabled') throw misconfigured(bucket, 'has no Object Lock');
  }
}

function misconfigured(bucket: Bucket, lack: string): ObjectStoreError {
  return new ObjectStoreError('misconfigured', { cause: new Error(`bucket ${bucket} ${lack}`) });
}
