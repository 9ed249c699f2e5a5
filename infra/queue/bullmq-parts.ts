import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker } from 'bullmq';
import type { QueueConfig } from '../config/sections';

/** What the doorbell needs of BullMQ's queue, whichever store is behind it. */
export interface BullQueue {
  waitUntilReady(): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts?: JobsOptions }[]): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What the worker needs of BullMQ's. */
export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  /** Resolves when the worker was closed. */
  run(): Promise<void>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface Opened<T> {
  readonly part: T;
  /** Gives up its connections, whatever they wait for. After `close` has had its time. */
  cut(): void;
}

/** PostgreSQL: one namespace of its own, of the role coffre_queue. */
const SCHEMA = 'bullmq';

/** After a lost connection BullMQ pauses so long before it fetches again. */
const RECONNECT_MS = 1_000;

/** A job is a ring of the doorbell: nothing of it is worth keeping, no attempt worth repeating. */
const DISPOSABLE: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } };

export function openBullQueue(config: QueueConfig, name: string, deadlineMs: number): Opened<BullQueue> {
  if (config.kind === 'redis') {
    const { retryStrategy, endWith } = createReconnecting();
    const connection = {
      url: config.url,
      // Rather a ring lost than one that waits: the sweeper rings again.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: deadlineMs,
      retryStrategy,
    };
    const part = new Queue(name, { connection, defaultJobOptions: DISPOSABLE });
    return { part, cut: endWith(part) };
  }
  const connection = {
    connectionString: config.url,
    schema: SCHEMA,
    max: 2,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
  };
  const part = new Queue(name, { connection, defaultJobOptions: DISPOSABLE }, createPostgresBackend);
  return { part, cut: () => void part.disconnect().catch(() => undefined) };
}

export function openBullWorker(
  config: QueueConfig,
  name: string,
  processor: Processor<unknown, void>,
  concurrency: number,
): Opened<BullWorker> {
  const options = { autorun: false, concurrency, runRetryDelay: RECONNECT_MS };
  if (config.kind === 'redis') {
    const { retryStrategy, endWith } = createReconnecting();
    const connection = { url: config.url, maxRetriesPerRequest: null, retryStrategy };
    const part = new Worker(name, processor, { ...options, connection });
    return { part, cut: endWith(part) };
  }
  const connection = {
    connectionString: config.url,
    schema: SCHEMA,
    // Beside these one connection that listens.
    max: 3,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const part = new Worker(name, processor, { ...options, connection }, createPostgresBackend);
  return { part, cut: () => void part.disconnect().catch(() => undefined) };
}

/** ioredis reconnects for ever, also for an owner that was closed while Redis was away, unless told that it is over. */
function createReconnecting() {
  let over = false;
  return {
    retryStrategy: () => (over ? null : RECONNECT_MS),
    endWith: (part: { disconnect(): Promise<void> }) => () => {
      over = true;
      void part.disconnect().catch(() => undefined);
    },
  };
}
