/**
 * Wakes a worker. PostgreSQL is the truth: a ring that is lost, doubled or
 * emptied with its queue costs time, never work, because a sweeper rings again
 * and a worker claims by id and lease epoch. Payloads are ids only.
 */
export interface Doorbell {
  ring(queue: string, payloads: readonly Readonly<Record<string, string | number>>[]): Promise<void>;
}
