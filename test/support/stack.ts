import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClosers } from '../../infra/local/closers';
import { findFreePort } from '../../infra/local/free-port';
import type { LaunchedProgram } from '../../infra/local/launch-program';
import { startStack } from '../../infra/local/stack';
import { type Environment, forApi } from '../../infra/local/stack-environment';
import type { RunningProgram } from '../../infra/local/supervise';
import { startTestRedis, type TestRedis } from './redis';
import {
  type FaultyFolder,
  type FaultyPostgres,
  type FaultyS3,
  type FaultyTsa,
  layFaultyFolder,
  REPOSITORY,
  startFaultyPostgres,
  startFaultyS3,
  startFaultyTsa,
  startProgram,
} from './stack-servers';

export interface TestStackOptions {
  readonly queue: 'postgres' | 'redis';
  readonly store: 'folder' | 's3';
  readonly workers?: number;
  /** `LIMIT_…` variables beside those that make faults pass quickly. */
  readonly limits?: Readonly<Record<string, string>>;
}

/** A whole installation, every part of which can be made to fail. */
export interface TestStack {
  readonly folder: string;
  readonly environment: Environment;
  /** Of the superuser, on the installation's database: sees what no scope sees. */
  readonly adminUrl: string;
  readonly api: FaultyApi;
  /** Started so far. */
  readonly workers: readonly RunningProgram[];
  startWorker(): Promise<RunningProgram>;
  readonly postgres: FaultyPostgres;
  readonly tsa: FaultyTsa;
  /** NULL where the store is a folder. */
  readonly s3: FaultyS3 | null;
  /** NULL where the store is S3. */
  readonly objects: FaultyFolder | null;
  /** NULL where the queue is on PostgreSQL. */
  readonly redis: TestRedis | null;
  /** What the launcher said: who died, when. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

export interface FaultyApi {
  readonly url: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** On the same port. */
  start(): Promise<void>;
}

/** The shortest times that configuration allows: a fault is over in seconds. */
const QUICK = {
  LIMIT_LEASE_SECONDS: '6',
  LIMIT_SWEEP_SECONDS: '1',
  LIMIT_BLOCKED_RETRY_SECONDS: '1',
  LIMIT_CHUNK_ITEMS: '10',
  LIMIT_STORAGE_CALL_SECONDS: '2',
  LIMIT_TSA_CALL_SECONDS: '2',
  LIMIT_UPLOAD_PART_BYTES: String(256 * 1024),
};

/**
 * Boots the compiled programs (`dist`) on servers of their own: Debian's PostgreSQL,
 * the local TSA behind a proxy, a folder or a Ceph behind a proxy, and an API
 * beside the launcher's, which may be killed.
 */
export async function startTestStack(options: TestStackOptions): Promise<TestStack> {
  const closers = createClosers((error) => console.error('closing failed', error));
  try {
    return await compose(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function compose(
  options: TestStackOptions,
  closers: ReturnType<typeof createClosers>,
): Promise<TestStack> {
  const base = await mkdtemp(path.join(tmpdir(), 'coffre-faults-'));
  closers.add(() => rm(base, { recursive: true, force: true }));
  const folder = path.join(base, 'installation');

  const postgres = await startFaultyPostgres(path.join(folder, 'postgres'));
  closers.add(() => postgres.stop());
  const tsa = await startFaultyTsa(folder);
  closers.add(() => tsa.stop());
  const redis = options.queue === 'redis' ? await startTestRedis() : null;
  if (redis !== null) closers.add(() => redis.stop());
  const s3 = options.store === 's3' ? await startFaultyS3() : null;
  if (s3 !== null) closers.add(() => s3.stop());

  const objects = options.store === 'folder' ? await layFaultyFolder(path.join(folder, 'objects')) : null;

  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.pathname = '/coffre';
  const said: string[] = [];
  const stack = await startStack({
    root: REPOSITORY,
    mode: 'persistent',
    folder,
    workers: options.workers ?? 2,
    say: (sentence) => said.push(sentence),
    given: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: adminUrl.href,
      ...tsa.environment,
      ...s3?.environment,
      ...objects?.environment,
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
      ...QUICK,
      ...options.limits,
    },
  });
  closers.add(() => stack.stop());
  const api = await startFaultyApi(folder, stack.environment);
  closers.add(() => api.end());
  return {
    folder,
    environment: stack.environment,
    adminUrl: adminUrl.href,
    api,
    workers: stack.workers,
    startWorker: () => stack.startWorker(),
    postgres,
    tsa,
    s3,
    objects,
    redis,
    said,
    stop: () => closers.closeAll(),
  };
}

async function startFaultyApi(
  folder: string,
  environment: Environment,
): Promise<FaultyApi & { end(): Promise<void> }> {
  const port = String(await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const launch = () =>
    startProgram(folder, {
      name: 'api-under-test',
      script: 'services/main.js',
      environment: { ...forApi(environment), PORT: port, PUBLIC_URL: url },
    });
  let program: LaunchedProgram = await launch();
  return {
    url,
    async kill() {
      process.kill(program.pid, 'SIGKILL');
      await program.ended;
    },
    async start() {
      program = await launch();
    },
    end: () => program.end(),
  };
}
