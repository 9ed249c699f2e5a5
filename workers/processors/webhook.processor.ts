import { deliverWebhooks } from '../../services/ingestion/webhooks/deliver-webhooks';
import type { WebhookWorkerDeps } from '../../services/ingestion/webhooks/deps';
import { QUEUES } from '../queues';

/** Tells employers' systems what is due to be told. */
export function createWebhookProcessor(deps: WebhookWorkerDeps) {
  return async (payload: unknown): Promise<void> => {
    QUEUES.webhook.payload.parse(payload);
    await deliverWebhooks(deps);
  };
}
