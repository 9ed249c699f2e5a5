import { s3Options } from '../storage/open-store';
import { createBuckets } from '../storage/s3-buckets';
import { type RunningCeph, startCeph } from './ceph/start-ceph';
import type { Environment } from './stack-environment';

const CALL_SECONDS = 15;

/** A real S3 server of our own, with the buckets of a fresh installation. */
export async function startS3(dir: string): Promise<{ ceph: RunningCeph; environment: Environment }> {
  const ceph = await startCeph({ dir });
  // Ours, in memory, gone with its processes: the strictest lock harms nobody.
  const store = {
    kind: 's3',
    endpoint: ceph.endpoint,
    region: 'us-east-1',
    accessKeyId: ceph.accessKeyId,
    secretAccessKey: ceph.secretAccessKey,
    bucketPrefix: 'coffre',
    lockMode: 'compliance',
  } as const;
  try {
    await createBuckets(s3Options(store, CALL_SECONDS));
  } catch (error) {
    await ceph.stop();
    throw error;
  }
  return {
    ceph,
    environment: {
      S3_ENDPOINT: store.endpoint,
      S3_REGION: store.region,
      S3_ACCESS_KEY_ID: store.accessKeyId,
      S3_SECRET_ACCESS_KEY: store.secretAccessKey,
      S3_BUCKET_PREFIX: store.bucketPrefix,
      OBJECT_LOCK_MODE: store.lockMode,
    },
  };
}
