import type { StoreConfig } from '../config/sections';
import type { Bucket, ObjectStore } from '../ports/object-store';
import { createFolderStore } from './folder-store';
import type { S3StoreOptions } from './s3-options';
import { createS3Store } from './s3-store';

/** The object storage that is configured. */
export function openStore(config: StoreConfig, callSeconds: number): ObjectStore {
  return config.kind === 'folder'
    ? createFolderStore({ root: config.directory })
    : createS3Store(s3Options(config, callSeconds));
}

export function s3Options(config: Extract<StoreConfig, { kind: 's3' }>, callSeconds: number): S3StoreOptions {
  const { endpoint, region, accessKeyId, secretAccessKey, lockMode, bucketPrefix } = config;
  const name = (bucket: Bucket) => `${bucketPrefix}-${bucket}`;
  return {
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    lockMode,
    deadlineMs: callSeconds * 1000,
    buckets: {
      staging: name('staging'),
      'agent-vaults': name('agent-vaults'),
      'employer-vaults': name('employer-vaults'),
      journal: name('journal'),
    },
  };
}
