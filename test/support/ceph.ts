import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCeph, startCeph } from '../../infra/local/ceph/start-ceph';
import type { S3StoreOptions } from '../../infra/storage/s3-options';

/** A Ceph of one's own in a temporary folder, about 4 s. Stop it in `afterAll`. */
export async function startTestCeph(): Promise<RunningCeph> {
  return startCeph({ dir: await mkdtemp(join(tmpdir(), 'ceph-')) });
}

/** Options with bucket names that no other test uses; the buckets are not made yet. */
export function freshS3Options(
  ceph: Pick<RunningCeph, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>,
  overrides: Partial<S3StoreOptions> = {},
): S3StoreOptions {
  const suffix = randomBytes(6).toString('hex');
  return {
    endpoint: ceph.endpoint,
    region: 'us-east-1',
    accessKeyId: ceph.accessKeyId,
    secretAccessKey: ceph.secretAccessKey,
    buckets: {
      staging: `staging-${suffix}`,
      'agent-vaults': `agent-vaults-${suffix}`,
      'employer-vaults': `employer-vaults-${suffix}`,
      journal: `journal-${suffix}`,
    },
    lockMode: 'compliance',
    deadlineMs: 20_000,
    ...overrides,
  };
}
