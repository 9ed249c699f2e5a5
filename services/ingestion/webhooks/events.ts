export const BATCH_EVENTS = [
  'batch.proposed',
  'batch.completed',
  'batch.failed',
  'batch.cancelled',
  /** A dry run that nobody confirmed: it is forgotten, and its reference free again. */
  'batch.expired',
  'batch.quarantine-opened',
  'batch.quarantine-settled',
] as const;
export type BatchEvent = (typeof BATCH_EVENTS)[number];

export const WEBHOOK_EVENTS = [...BATCH_EVENTS, 'webhook.test'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/**
 * What is sent, in the shape of Standard Webhooks 1.0 ("Payload structure"):
 * type, time of what happened, and ids, counts and states. Whoever may know
 * more asks the API for it.
 */
export function describeEvent(type: WebhookEvent, at: Date, data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}
