import type { QueueConfig } from '../config/sections';
import type { Doorbell } from '../ports/doorbell';
import type { Logger } from '../ports/logger';
import { createBullDoorbell } from './doorbell';
import { createBullWorker, type QueueWorker, type QueueWorkerOptions } from './worker';

export interface QueueBackend {
  readonly doorbell: Doorbell;
  createWorker(queue: string, options: QueueWorkerOptions): QueueWorker;
  /** Workers first, so that a job that ends may still ring; then the doorbell. In bounded time. */
  close(): Promise<void>;
}

/**
 * BullMQ on Redis (or Valkey) or on PostgreSQL: same behaviour, by configuration.
 * On PostgreSQL {@link migrateQueueSchema} must have run.
 *
 * @param drainSeconds how long `close` waits for running jobs
 */
export function createQueueBackend(
  config: QueueConfig,
  { logger, drainSeconds }: { readonly logger: Logger; readonly drainSeconds: number },
): QueueBackend {
  const doorbell = createBullDoorbell(config, logger);
  const workers: QueueWorker[] = [];
  return {
    doorbell,
    createWorker(queue, options) {
      const worker = createBullWorker(config, queue, options, logger, drainSeconds * 1000);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
      await doorbell.close();
    },
  };
}
