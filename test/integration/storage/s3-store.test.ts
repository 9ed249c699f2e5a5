import {
  CreateBucketCommand,
  GetObjectRetentionCommand,
  PutBucketVersioningCommand,
  PutObjectLegalHoldCommand,
} from '@aws-sdk/client-s3';
import type { RunningCeph } from '../../../infra/local/ceph/start-ceph';
import type { Bucket } from '../../../infra/ports/object-store';
import { createBuckets } from '../../../infra/storage/s3-buckets';
import { createS3Client, type S3StoreOptions } from '../../../infra/storage/s3-options';
import { createS3Store } from '../../../infra/storage/s3-store';
import { freshS3Options, startTestCeph } from '../../support/ceph';

const KEY = 'employer/vault/document';
const BODY = Buffer.alloc(1000, 7);
const inAnHour = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

let ceph: RunningCeph;
beforeAll(async () => {
  ceph = await startTestCeph();
});
afterAll(() => ceph.stop());

async function preparedOptions(overrides: Partial<S3StoreOptions> = {}): Promise<S3StoreOptions> {
  const options = freshS3Options(ceph, overrides);
  await createBuckets(options);
  return options;
}

describe('a retained version', () => {
  test.each(['governance', 'compliance'] as const)(
    'in %s mode is deleted by nobody before its date',
    async (lockMode) => {
      const options = await preparedOptions({ lockMode });
      const store = createS3Store(options);
      expect(store.lock).toBe(lockMode);
      const retainUntil = inAnHour();
      const { versionId } = await store.put('employer-vaults', KEY, BODY, { retainUntil });

      const bucket = { Bucket: options.buckets['employer-vaults'], Key: KEY, VersionId: versionId };
      const { Retention } = await createS3Client(options).send(new GetObjectRetentionCommand(bucket));
      expect(Retention).toEqual({ Mode: lockMode.toUpperCase(), RetainUntilDate: retainUntil });

      await expect(store.deleteVersion('employer-vaults', KEY, versionId)).rejects.toMatchObject({
        code: 'locked',
      });
      expect((await store.get('employer-vaults', KEY, versionId)).equals(BODY)).toBe(true);
    },
  );

  test('is deleted once its date is over', async () => {
    const store = createS3Store(await preparedOptions());
    const retainUntil = new Date(Date.now() + 2000);
    const { versionId } = await store.put('employer-vaults', KEY, BODY, { retainUntil });
    await expect(store.deleteVersion('employer-vaults', KEY, versionId)).rejects.toMatchObject({
      code: 'locked',
    });
    await new Promise((resolve) => setTimeout(resolve, 3500));
    await store.deleteVersion('employer-vaults', KEY, versionId);
    await expect(store.get('employer-vaults', KEY, versionId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('under a legal hold alone is `locked` too', async () => {
    const options = await preparedOptions();
    const store = createS3Store(options);
    const { versionId } = await store.put('employer-vaults', KEY, BODY);
    const version = { Bucket: options.buckets['employer-vaults'], Key: KEY, VersionId: versionId };
    const hold = (Status: 'ON' | 'OFF') =>
      createS3Client(options).send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status } }));
    await hold('ON');
    await expect(store.deleteVersion('employer-vaults', KEY, versionId)).rejects.toMatchObject({
      code: 'locked',
    });
    await hold('OFF');
    await expect(store.deleteVersion('employer-vaults', KEY, versionId)).resolves.toBeUndefined();
  });
});

describe('the check refuses', () => {
  const misconfigured = (what: string) => ({
    code: 'misconfigured',
    cause: expect.objectContaining({ message: expect.stringContaining(what) }),
  });

  async function withBucket(bucket: Bucket, commands: (name: string) => Promise<unknown>) {
    const options = await preparedOptions();
    const name = `${options.buckets[bucket]}-other`;
    await commands(name);
    return createS3Store({ ...options, buckets: { ...options.buckets, [bucket]: name } });
  }

  const send = () => {
    const client = createS3Client(freshS3Options(ceph));
    return {
      create: (Bucket: string) => client.send(new CreateBucketCommand({ Bucket })),
      version: (Bucket: string, Status: 'Enabled' | 'Suspended') =>
        client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } })),
    };
  };

  test.each(['staging', 'agent-vaults', 'employer-vaults', 'journal'] as const)(
    'a bucket without versioning: %s',
    async (bucket) => {
      const store = await withBucket(bucket, (name) => send().create(name));
      await expect(store.check()).rejects.toMatchObject(misconfigured(`${bucket} has no versioning`));
    },
  );

  test('a bucket whose versioning is suspended', async () => {
    const store = await withBucket('staging', async (name) => {
      await send().create(name);
      await send().version(name, 'Enabled');
      await send().version(name, 'Suspended');
    });
    await expect(store.check()).rejects.toMatchObject(misconfigured('staging has no versioning'));
    await expect(store.put('staging', KEY, BODY)).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test.each(['employer-vaults', 'journal'] as const)('a bucket without Object Lock: %s', async (bucket) => {
    const store = await withBucket(bucket, async (name) => {
      await send().create(name);
      await send().version(name, 'Enabled');
    });
    await expect(store.check()).rejects.toMatchObject({ code: 'misconfigured' });
    const retained = store.put(bucket, KEY, BODY, { retainUntil: inAnHour() });
    await expect(retained).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('a bucket that does not exist, and wrong credentials', async () => {
    const options = freshS3Options(ceph);
    await expect(createS3Store(options).check()).rejects.toMatchObject({ code: 'misconfigured' });
    const wrong = { ...(await preparedOptions()), secretAccessKey: 'wrong' };
    await expect(createS3Store(wrong).check()).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

test('making the buckets again changes nothing', async () => {
  const options = await preparedOptions();
  const store = createS3Store(options);
  const { versionId } = await store.put('journal', 'journal/1', BODY);
  await createBuckets(options);
  await store.check();
  expect((await store.get('journal', 'journal/1', versionId)).equals(BODY)).toBe(true);
});
