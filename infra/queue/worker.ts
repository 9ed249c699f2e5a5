import { setTimeout as delay } from 'node:timers/promises';
import type { QueueConfig } from '../config/sections';
import type { Logger } from '../ports/logger';
import { type BullWorker, type Opened, openBullWorker } from './bullmq-parts';
import { createErrorReporter } from './error-reporter';

export interface QueueWorkerOptions {
  readonly concurrency: number;
  /**
   * Called at least once per ring, perhaps twice at the same time: claims in
   * PostgreSQL decide who works. `payload` comes from the store: parse it.
   * An error is logged and the job dropped: the sweeper rings again.
   */
  readonly handler: (payload: unknown) => Promise<void>;
}

export interface QueueWorker {
  /** Resolves once connected and fetching; waits as long as the store is away. */
  ready(): Promise<void>;
  /** Fetches no more and lets running handlers end, in bounded time. */
  close(): Promise<void>;
}

const RETRY_MS = 1_000;

/**
 * Works on one queue until closed. A store that is away, emptied or restarted
 * costs time only: BullMQ reconnects; where its connection failed while being
 * made, which it never retries on PostgreSQL, a new worker replaces it.
 */
export function createBullWorker(
  config: QueueConfig,
  queue: string,
  { concurrency, handler }: QueueWorkerOptions,
  logger: Logger,
  drainMs: number,
): QueueWorker {
  const reportConnection = createErrorReporter(logger, 'queue: connection of the worker');
  const closing = new AbortController();
  let current: Opened<BullWorker> | undefined;
  let announce: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => {
    announce = resolve;
  });

  async function work(data: unknown): Promise<void> {
    try {
      await handler(data);
    } catch (error) {
      logger.error({ queue, error }, 'queue: job failed');
      // What an error says is for the log, which redacts it, and not for the store, which keeps it.
      throw new Error('job-failed');
    }
  }

  async function keepWorking(): Promise<void> {
    while (!closing.signal.aborted) {
      const worker = openBullWorker(config, queue, (job) => work(job.data), concurrency);
      worker.part.on('error', reportConnection);
      current = worker;
      try {
        await worker.part.waitUntilReady();
        announce();
        if (!closing.signal.aborted) await worker.part.run();
      } catch (error) {
        reportConnection(error);
      }
      if (closing.signal.aborted) return;
      await worker.close(RETRY_MS);
      await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  void keepWorking();
  return {
    ready: () => connected,
    async close() {
      closing.abort();
      await current?.close(drainMs);
    },
  };
}
