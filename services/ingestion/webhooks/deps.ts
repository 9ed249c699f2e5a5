import type { OutboundHttp } from '../../../infra/ports/outbound-http';
import type { IngestionDeps } from '../deps';

export interface WebhookLimits {
  readonly webhooksPerEmployer: number;
  /** Name, connection, answer: all of one attempt. */
  readonly webhookCallSeconds: number;
  readonly webhookAttempts: number;
  readonly webhookRetrySeconds: number;
  readonly webhookRetryHours: number;
  readonly webhookDisableDays: number;
  readonly webhookSecretHours: number;
  readonly webhookDeliveryDays: number;
}

/** What the API needs to keep endpoints. */
export interface WebhookDeps
  extends Pick<IngestionDeps, 'uow' | 'clock' | 'keys' | 'cipher' | 'journal' | 'doorbell' | 'logger'> {
  readonly outbound: OutboundHttp;
  readonly limits: WebhookLimits;
}

/** `delivered`, `retried` or `dead`: what one attempt came to. */
export type DeliveryOutcome = 'delivered' | 'retried' | 'dead';

/** What an operator watches. */
export interface WebhookMetrics {
  observeDelivery(outcome: DeliveryOutcome): void;
  /** Seconds since the oldest of those that wait was written or replayed; 0 where none waits. */
  observeOldestPending(seconds: number): void;
}

/** What a worker needs to send. */
export interface WebhookWorkerDeps extends WebhookDeps {
  readonly metrics: WebhookMetrics;
}
