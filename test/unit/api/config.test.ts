import { ConfigError } from '../../../infra/config/config-error';
import { loadConfig } from '../../../infra/config/load-config';

const CANARY = 'canary-7f3a-secret';

function refusal(needed: Parameters<typeof loadConfig>[0], environment: Record<string, string>): string {
  try {
    loadConfig(needed, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('the configuration', () => {
  it('names every missing variable of the sections that a program needs, in one line', () => {
    const message = refusal(['apiDatabaseUrl', 'queue', 'store', 'kekFile'], {
      QUEUE: 'postgres',
      STORE: 'folder',
    });
    expect(message).toBe('configuration: missing DATABASE_URL, QUEUE_DATABASE_URL, STORE_DIR, KEK_FILE');
  });

  it('asks a program for no variable of a section that it does not need', () => {
    expect(() => loadConfig([], {})).not.toThrow();
  });

  it.each<[string, Record<string, string>]>([
    ['DATABASE_URL', { DATABASE_URL: CANARY }],
    ['REDIS_URL', { REDIS_URL: `http://${CANARY}` }],
    ['PORT', { PORT: CANARY }],
    ['PORT', { PORT: '70000' }],
    ['QUEUE', { QUEUE: CANARY }],
    ['NODE_ENV', { NODE_ENV: CANARY }],
    ['S3_BUCKET_PREFIX', { S3_BUCKET_PREFIX: `UPPER ${CANARY}` }],
    ['LIMIT_UPLOAD_BYTES', { LIMIT_UPLOAD_BYTES: `1e9${CANARY}` }],
    ['LIMIT_DOCUMENT_BYTES', { LIMIT_DOCUMENT_BYTES: String(65 * 1024 * 1024) }],
    ['LIMIT_UPLAOD_BYTES', { LIMIT_UPLAOD_BYTES: '1000' }],
  ])('names a malformed %s and never prints its value', (name, environment) => {
    const message = refusal([], environment);
    expect(message).toContain(`${name} must be `);
    expect(message).not.toContain(CANARY);
    expect(message).not.toContain('\n');
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig([], { PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 8080, logLevel: 'info' });
  });

  it('is frozen, limits and sections included', () => {
    const config = loadConfig(['queue'], { REDIS_URL: 'redis://localhost' });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.limits)).toBe(true);
    expect(Object.isFrozen(config.queue)).toBe(true);
    expect(Object.isFrozen(config.warnings)).toBe(true);
  });

  it('reads each limit from the variable of its name', () => {
    const config = loadConfig([], { LIMIT_UPLOAD_BYTES: '2000000', LIMIT_LEASE_SECONDS: '47' });
    expect(config.limits.uploadBytes).toBe(2_000_000);
    expect(config.limits.leaseSeconds).toBe(47);
    expect(config.limits.chunkItems).toBe(100);
  });

  it('uses governance with a warning where no lock mode is set, compliance only when asked', () => {
    const s3 = { S3_ENDPOINT: 'https://s3.example', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
    const silent = loadConfig(['store'], s3);
    expect(silent.store).toMatchObject({ kind: 's3', lockMode: 'governance' });
    expect(silent.warnings.join()).toContain('OBJECT_LOCK_MODE');
    const asked = loadConfig(['store'], { ...s3, OBJECT_LOCK_MODE: 'compliance' });
    expect(asked.store).toMatchObject({ lockMode: 'compliance' });
    expect(asked.warnings).toEqual([]);
  });

  it('moves business time in tests only', () => {
    expect(refusal([], { CLOCK_OFFSET_FILE: '/tmp/offset' })).toContain('CLOCK_OFFSET_FILE');
    const moved = loadConfig([], { CLOCK_OFFSET_FILE: '/tmp/offset', COFFRE_TEST: '1', NODE_ENV: 'test' });
    expect(moved.clockOffsetFile).toBe('/tmp/offset');
    expect(refusal([], { COFFRE_TEST: '1', NODE_ENV: 'production' })).toContain('COFFRE_TEST');
  });

  it('refuses in production what is for local use', () => {
    const production = { NODE_ENV: 'production' };
    expect(refusal(['mail'], { ...production, MAIL: 'outbox', MAIL_OUTBOX_DIR: '/m' })).toContain(
      'MAIL must',
    );
    expect(refusal(['publicUrl'], { ...production, PUBLIC_URL: 'http://coffre.example' })).toContain(
      'PUBLIC_URL',
    );
    const folder = loadConfig(['store'], { ...production, STORE: 'folder', STORE_DIR: '/s' });
    expect(folder.warnings.join()).toContain('STORE is folder');
  });

  it('reduces the public address to its origin', () => {
    expect(loadConfig(['publicUrl'], { PUBLIC_URL: 'https://coffre.example:8443/' }).publicUrl).toBe(
      'https://coffre.example:8443',
    );
  });
});
