import type { QueueConfig } from '../config/sections';
import type { Doorbell } from '../ports/doorbell';
import type { Logger } from '../ports/logger';
import { type BullQueue, type Opened, openBullQueue } from './bullmq-parts';
import { createErrorReporter } from './error-reporter';

/** No ring keeps its caller waiting longer: what cannot be rung now, the sweeper rings later. */
const RING_MS = 3_000;

export class QueueUnavailableError extends Error {
  readonly code = 'queue-unavailable';
  constructor(options?: ErrorOptions) {
    super('queue-unavailable', options);
    this.name = 'QueueUnavailableError';
  }
}

/**
 * `ring` throws {@link QueueUnavailableError} within seconds when the store is
 * away; the ring may still have been heard.
 */
export function createBullDoorbell(
  config: QueueConfig,
  logger: Logger,
): Doorbell & { close(): Promise<void> } {
  const queues = new Map<string, Opened<BullQueue>>();
  const report = createErrorReporter(logger, 'queue: connection of the doorbell');

  function open(name: string): Opened<BullQueue> {
    const known = queues.get(name);
    if (known !== undefined) return known;
    const queue = openBullQueue(config, name, RING_MS);
    queue.part.on('error', report);
    queues.set(name, queue);
    return queue;
  }

  return {
    async ring(name, payloads) {
      if (payloads.length === 0) return;
      const queue = open(name);
      try {
        await withDeadline(addJobs(queue.part, name, payloads));
      } catch (error) {
        // A connection that failed while it was made stays failed: the next ring makes another.
        if (queues.get(name) === queue) queues.delete(name);
        void queue.close(1_000);
        throw new QueueUnavailableError({ cause: error });
      }
    },
    async close() {
      const open = [...queues.values()];
      queues.clear();
      await Promise.all(open.map((queue) => queue.close(RING_MS)));
    },
  };
}

async function addJobs(queue: BullQueue, name: string, payloads: readonly object[]): Promise<void> {
  await queue.waitUntilReady();
  // Ids come from BullMQ: with one of our own, a ring for work whose failed job
  // is still kept would silently be dropped.
  await queue.addBulk(payloads.map((data) => ({ name, data })));
}

async function withDeadline(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${RING_MS} ms`)), RING_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
