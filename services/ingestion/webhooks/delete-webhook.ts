import type { Actor } from '../../../infra/ports/unit-of-work';
import type { WebhookDeps } from './deps';
import { lockWebhook } from './find-webhook';
import { traceWebhook } from './trace-webhook';

/**
 * Removes an endpoint, its key and all its deliveries. What is being sent at
 * this moment may still arrive; nothing else does.
 *
 * @throws IngestionError `webhook-not-found`
 */
export async function deleteWebhook(
  deps: Pick<WebhookDeps, 'uow' | 'journal'>,
  actor: Actor,
  employerId: string,
  id: string,
): Promise<void> {
  await deps.uow.run(actor, async (tx) => {
    const webhook = await lockWebhook(tx, employerId, id);
    await tx.query('delete from webhook_endpoint where employer_id = $1 and id = $2', [employerId, id]);
    await traceWebhook(tx, deps, actor, webhook, 'delete-webhook');
  });
}
