import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker } from 'bullmq';
import type { QueueConfig } from '../config/sections';
import { settleWithin } from './settle';

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
  /** In bounded time and without an error, also while the store is away. */
  close(milliseconds: number): Promise<void>;
}

/** PostgreSQL: one namespace of its own, of the role coffre_queue. */
const SCHEMA = 'bullmq';

/** After a lost connection BullMQ pauses so long before it fetches again. */
const RECONNECT_MS = 1_000;

/** A job is a ring of the doorbell: nothing of it is worth keeping, no attempt worth repeating. */
const DISPOSABLE: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } };

export function openBullQueue(config: QueueConfig, name: string, deadlineMs: number): Opened<BullQueue> {
  if (config.kind === 'redis') {
    const reconnecting = createReconnecting();
    const connection = {
      url: config.url,
      // Rather a ring lost than one that waits: the sweeper rings again.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: deadlineMs,
      retryStrategy: reconnecting.retryStrategy,
    };
    const part = new Queue(name, { connection, defaultJobOptions: DISPOSABLE });
    return { part, close: reconnecting.closerOf(part) };
  }
  const connection = {
    connectionString: config.url,
    schema: SCHEMA,
    max: 2,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
  };
  const part = new Queue(name, { connection, defaultJobOptions: DISPOSABLE }, createPostgresBackend);
  return { part, close: (milliseconds) => settleWithin(milliseconds, part.close()) };
}

export function openBullWorker(
  config: QueueConfig,
  name: string,
  processor: Processor<unknown, void>,
  concurrency: number,
): Opened<BullWorker> {
  const options = { autorun: false, concurrency, runRetryDelay: RECONNECT_MS };
  if (config.kind === 'redis') {
    const reconnecting = createReconnecting();
    const connection = {
      url: config.url,
      maxRetriesPerRequest: null,
      retryStrategy: reconnecting.retryStrategy,
    };
    const part = new Worker(name, processor, { ...options, connection });
    return { part, close: reconnecting.closerOf(part) };
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
  return { part, close: (milliseconds) => settleWithin(milliseconds, part.close()) };
}

/**
 * ioredis reconnects for ever, and a client that is closed between two attempts
 * never says that it has ended, for which BullMQ waits. So the attempts are
 * ended first: the one that is due then is the last.
 */
function createReconnecting() {
  let over = false;
  let lastAttempt = Number.NEGATIVE_INFINITY;
  return {
    retryStrategy: () => {
      lastAttempt = performance.now();
      return over ? null : RECONNECT_MS;
    },
    closerOf: (part: { close(): Promise<void> }) => async (milliseconds: number) => {
      over = true;
      const away = performance.now() - lastAttempt < 2 * RECONNECT_MS;
      if (away) await delay(1.5 * RECONNECT_MS);
      await settleWithin(milliseconds, part.close());
    },
  };
}
