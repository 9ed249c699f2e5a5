import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker } from 'bullmq';
import type { QueueConfig } from '../config/sections';

/** What the doorbell needs of BullMQ's queue, whichever store is behind it. */
export interface BullQueue {
  waitUntilReady(): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts?: JobsOptions }[]): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What the worker needs of BullMQ's. */
export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  /** Resolves when the worker was closed. */
  run(): Promise<void>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** PostgreSQL: one namespace of its own, of the role coffre_queue. */
const SCHEMA = 'bullmq';

/** After a lost connection BullMQ pauses so long before it fetches again. */
const RECONNECT_MS = 1_000;

/** A job is a ring of the doorbell: nothing of it is worth keeping, no attempt worth repeating. */
const DISPOSABLE: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } };

export function openBullQueue(config: QueueConfig, name: string, deadlineMs: number): BullQueue {
  if (config.kind === 'redis') {
    return new Queue(name, {
      // Rather a ring lost than one that waits: the sweeper rings again.
      connection: {
        url: config.url,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 1,
        commandTimeout: deadlineMs,
        retryStrategy: () => RECONNECT_MS,
      },
      defaultJobOptions: DISPOSABLE,
    });
  }
  const connection = {
    connectionString: config.url,
    schema: SCHEMA,
    max: 2,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
  };
  return new Queue(name, { connection, defaultJobOptions: DISPOSABLE }, createPostgresBackend);
}

export function openBullWorker(
  config: QueueConfig,
  name: string,
  processor: Processor<unknown, void>,
  concurrency: number,
): BullWorker {
  const options = { autorun: false, concurrency, runRetryDelay: RECONNECT_MS };
  if (config.kind === 'redis') {
    const connection = {
      url: config.url,
      maxRetriesPerRequest: null,
      retryStrategy: () => RECONNECT_MS,
    };
    return new Worker(name, processor, { ...options, connection });
  }
  const connection = {
    connectionString: config.url,
    schema: SCHEMA,
    // Beside these one connection that listens.
    max: 3,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  return new Worker(name, processor, { ...options, connection }, createPostgresBackend);
}
