import type { Actor } from '../../../infra/ports/unit-of-work';
import type { WebhookDeps } from './deps';
import { lockEnabledWebhook } from './find-webhook';
import { recordEvent } from './record-event';
import { ringWebhooks } from './ring-webhooks';

/**
 * Sends an endpoint an event that tells of nothing, on the way of every other.
 *
 * @returns the delivery: how it went stands in the list
 * @throws IngestionError `webhook-not-found`, `webhook-disabled`
 */
export async function testWebhook(
  deps: WebhookDeps,
  actor: Actor,
  employerId: string,
  id: string,
): Promise<{ readonly deliveryId: string }> {
  const deliveryId = await deps.uow.run(actor, async (tx) => {
    await lockEnabledWebhook(tx, employerId, id);
    const event = { type: 'webhook.test', at: deps.clock.now(), employerId, batchId: null } as const;
    const [delivery] = await recordEvent(tx, { ...event, data: { employerId } }, [{ id, disabled: false }]);
    if (delivery === undefined) throw new Error('event without its delivery');
    return delivery;
  });
  await ringWebhooks(deps);
  return { deliveryId };
}
