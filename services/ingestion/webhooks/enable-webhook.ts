import type { Actor } from '../../../infra/ports/unit-of-work';
import type { WebhookDeps } from './deps';
import { lockWebhook } from './find-webhook';
import { traceWebhook } from './trace-webhook';
import { viewWebhook, type WebhookView } from './view-webhook';

/**
 * Switches an endpoint on again. What died meanwhile stays dead until it is
 * replayed. One that is on already stays as it is.
 *
 * @throws IngestionError `webhook-not-found`
 */
export async function enableWebhook(
  deps: WebhookDeps,
  actor: Actor,
  employerId: string,
  id: string,
): Promise<WebhookView> {
  return deps.uow.run(actor, async (tx) => {
    const webhook = await lockWebhook(tx, employerId, id);
    if (webhook.disabledAt === null) return viewWebhook(deps, webhook);
    await tx.query(
      `update webhook_endpoint set disabled_at = null, disabled_code = null, failing_since = null
       where employer_id = $1 and id = $2`,
      [employerId, id],
    );
    await traceWebhook(tx, deps, actor, webhook, 'enable-webhook');
    return viewWebhook(deps, { ...webhook, disabledAt: null, disabledCode: null, failingSince: null });
  });
}
