import { z } from 'zod';

/** Ids only: a queue's store is no place for anything else. */
const chunkPayload = z.strictObject({ chunkId: z.uuid() });
const nothing = z.strictObject({});

/**
 * Every queue: what a job holds, how many of it one worker process does at once.
 * Retry policy of all: none. A job is a ring of the doorbell; what is to be done,
 * how often it was tried and when it is due again stands in PostgreSQL, and the
 * sweeper rings for whatever was lost.
 */
export const QUEUES = {
  expand: { payload: chunkPayload, concurrency: 1 },
  match: { payload: chunkPayload, concurrency: 2 },
  deposit: { payload: chunkPayload, concurrency: 2 },
  settle: { payload: chunkPayload, concurrency: 1 },
  dispatch: { payload: nothing, concurrency: 1 },
  notify: { payload: nothing, concurrency: 1 },
  webhook: { payload: nothing, concurrency: 1 },
  sequence: { payload: nothing, concurrency: 1 },
} as const;

export type QueueName = keyof typeof QUEUES;
