import type { Actor } from '../../../infra/ports/unit-of-work';
import { IngestionError } from '../errors';
import type { WebhookDeps } from './deps';
import { lockEnabledWebhook } from './find-webhook';
import { type DeliveryView, readDelivery } from './list-deliveries';
import { ringWebhooks } from './ring-webhooks';

/**
 * Sends a delivery again, whatever became of it, with all its attempts before
 * it: the same event id and body. One that waits for its next attempt goes at
 * once. An answer that was under way meanwhile no longer counts.
 *
 * @throws IngestionError `webhook-not-found`, `webhook-disabled`, `webhook-delivery-not-found`
 */
export async function replayDelivery(
  deps: WebhookDeps,
  actor: Actor,
  path: { readonly employerId: string; readonly webhookId: string; readonly deliveryId: string },
): Promise<DeliveryView> {
  const { employerId, webhookId, deliveryId } = path;
  const delivery = await deps.uow.run(actor, async (tx) => {
    await lockEnabledWebhook(tx, employerId, webhookId);
    await tx.query(
      `update webhook_delivery set state = 'pending', attempts = 0, epoch = epoch + 1,
         not_before = clock_timestamp(), queued_at = clock_timestamp()
       where employer_id = $1 and webhook_id = $2 and id = $3`,
      [employerId, webhookId, deliveryId],
    );
    const found = await readDelivery(tx, webhookId, deliveryId);
    if (found === null) throw new IngestionError('webhook-delivery-not-found');
    return found;
  });
  await ringWebhooks(deps);
  return delivery;
}
