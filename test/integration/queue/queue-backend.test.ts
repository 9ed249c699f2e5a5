import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import Redis from 'ioredis';
import { Client } from 'pg';
import type { QueueConfig } from '../../../infra/config/sections';
import type { Logger } from '../../../infra/ports/logger';
import { prepareDatabase } from '../../../infra/postgres/prepare-database';
import { createQueueBackend, type QueueBackend } from '../../../infra/queue/create-queue-backend';
import { migrateQueueSchema } from '../../../infra/queue/migrate-queue-schema';
import { bootPostgres } from '../../support/postgres';
import { startTestRedis } from '../../support/redis';

/** A store that the test can empty, kill and start again where it was. */
interface Store {
  readonly config: QueueConfig;
  empty(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  countJobs(): Promise<number>;
  /** Text of every job that the store keeps. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

const silent: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

async function startPostgresStore(): Promise<Store> {
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-test-queue-'));
  const directory = path.join(folder, 'postgres');
  let server = await bootPostgres(directory);
  const port = server.port;
  const passwords = { coffre_owner: 'a', coffre_api: 'b', coffre_worker: 'c', coffre_queue: 'd' };
  await prepareDatabase(server.adminUrl, 'safe', passwords);
  const url = `postgres://coffre_queue:d@127.0.0.1:${port}/safe`;
  await migrateQueueSchema(url);
  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const tables = `select tablename from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`;
  return {
    config: { kind: 'postgres', url },
    empty: () =>
      withClient(async (client) => {
        const { rows } = await client.query<{ tablename: string }>(tables);
        await client.query(`truncate ${rows.map((row) => `bullmq.${row.tablename}`).join(', ')}`);
      }),
    countJobs: () =>
      withClient(async (client) => (await client.query('select from bullmq.job')).rowCount ?? 0),
    dump: () =>
      withClient(async (client) => JSON.stringify((await client.query('select * from bullmq.job')).rows)),
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart() {
      server = await bootPostgres(directory, { port: String(port) });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRedisStore(): Promise<Store> {
  const redis = await startTestRedis();
  return {
    config: { kind: 'redis', url: redis.url },
    empty: redis.flushAll,
    kill: redis.kill,
    restart: redis.restart,
    countJobs: async () => (await readRedisJobs(redis.url)).length,
    dump: async () => JSON.stringify(await readRedisJobs(redis.url)),
    stop: redis.stop,
  };
}

async function readRedisJobs(url: string): Promise<unknown[]> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('bull:*');
    const jobs = keys.filter((key) => /:\d+$/.test(key));
    return await Promise.all(jobs.map((key) => client.hgetall(key)));
  } finally {
    client.disconnect();
  }
}

async function eventually(what: () => boolean, seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s`);
    await delay(20);
  }
}

describe.each([
  ['PostgreSQL', startPostgresStore],
  ['Redis', startRedisStore],
])('the queue on %s', (_name, startStore) => {
  let store: Store;
  let backend: QueueBackend;
  beforeAll(async () => {
    store = await startStore();
  });
  afterAll(() => store.stop());
  beforeEach(() => {
    backend = createQueueBackend(store.config, { logger: silent, drainSeconds: 5 });
  });
  afterEach(() => backend.close());

  /** A worker that notes what it heard. */
  async function listen(queue: string, handler: (n: number) => Promise<void> = async () => undefined) {
    const heard: number[] = [];
    const worker = backend.createWorker(queue, {
      concurrency: 4,
      handler: async (payload) => {
        const { n } = payload as { n: number };
        heard.push(n);
        await handler(n);
      },
    });
    await worker.ready();
    return heard;
  }

  /** Rings as the sweeper does: again and again, and a failed ring is no failure. */
  async function ringUntilHeard(queue: string, n: number, heard: readonly number[]): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!heard.includes(n)) {
      if (performance.now() > deadline) throw new Error('not heard in 20 s');
      await backend.doorbell.ring(queue, [{ n }]).catch(() => undefined);
      await delay(200);
    }
  }

  it('hands every ring to a worker, and keeps nothing of it', async () => {
    const heard = await listen('every-ring');
    await backend.doorbell.ring(
      'every-ring',
      Array.from({ length: 200 }, (_, n) => ({ n })),
    );
    await eventually(() => heard.length === 200, 20);
    expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    await backend.close();
    expect(await store.countJobs()).toBe(0);
  });

  it('runs as many handlers at a time as asked for, not more', async () => {
    let running = 0;
    let most = 0;
    const heard = await listen('concurrency', async () => {
      running += 1;
      most = Math.max(most, running);
      await delay(50);
      running -= 1;
    });
    await backend.doorbell.ring(
      'concurrency',
      Array.from({ length: 12 }, (_, n) => ({ n })),
    );
    await eventually(() => heard.length === 12 && running === 0, 10);
    expect(most).toBe(4);
  });

  it('does not repeat a failed job, and keeps no word of its error', async () => {
    const heard = await listen('failing', async () => {
      throw new Error('secret-of-the-error');
    });
    await backend.doorbell.ring('failing', [{ n: 1 }]);
    await backend.doorbell.ring('failing', [{ n: 2 }]);
    await eventually(() => heard.length === 2, 10);
    await delay(500);
    expect(heard).toEqual([1, 2]);
    const kept = await store.dump();
    expect(kept).toContain('job-failed');
    expect(kept).not.toContain('secret-of-the-error');
  });

  it('closes only after running handlers have ended, and these may still ring', async () => {
    let ended = false;
    const heard = await listen('draining', async () => {
      await delay(700);
      await backend.doorbell.ring('draining-next', [{ n: 2 }]);
      ended = true;
    });
    await backend.doorbell.ring('draining', [{ n: 1 }]);
    await eventually(() => heard.length === 1, 10);
    await backend.close();
    expect(ended).toBe(true);
  });

  it('goes on after the queue was emptied under a running worker', async () => {
    const heard = await listen('emptied', () => delay(300));
    await backend.doorbell.ring('emptied', [{ n: 1 }]);
    await eventually(() => heard.includes(1), 10);
    await store.empty();
    await ringUntilHeard('emptied', 2, heard);
  });

  it('rings fail within seconds while the store is away, and workers go on once it is back', async () => {
    const heard = await listen('cut');
    await ringUntilHeard('cut', 1, heard);
    await store.kill();
    for (const n of [2, 3]) {
      const before = performance.now();
      await expect(backend.doorbell.ring('cut', [{ n }])).rejects.toMatchObject({
        code: 'queue-unavailable',
      });
      expect(performance.now() - before).toBeLessThan(4_000);
    }
    await delay(2_000);
    await store.restart();
    await ringUntilHeard('cut', 4, heard);
  });

  it('starts while the store is away, and works once it is there', async () => {
    await store.kill();
    const before = performance.now();
    await expect(backend.doorbell.ring('early', [{ n: 1 }])).rejects.toMatchObject({
      code: 'queue-unavailable',
    });
    expect(performance.now() - before).toBeLessThan(4_000);
    const heard: unknown[] = [];
    const worker = backend.createWorker('early', {
      concurrency: 1,
      handler: async (payload) => void heard.push((payload as { n: number }).n),
    });
    await delay(1_500);
    await store.restart();
    await worker.ready();
    await ringUntilHeard('early', 2, heard as number[]);
  });

  it('closes in bounded time while the store is away', async () => {
    const heard = await listen('closing');
    await ringUntilHeard('closing', 1, heard);
    await store.kill();
    const before = performance.now();
    await backend.close();
    expect(performance.now() - before).toBeLessThan(10_000);
    await store.restart();
  });
});
