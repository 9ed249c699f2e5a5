import type { Actor } from '../../../infra/ports/unit-of-work';
import type { WebhookDeps } from './deps';
import { lockWebhook } from './find-webhook';
import { traceWebhook } from './trace-webhook';
import { newWebhookSecret, openWebhookKey, writeWebhookSecret } from './webhook-keys';

/**
 * Gives an endpoint a new secret. The one before it signs beside it for the
 * configured hours, so that the receiver changes over without a gap; an older one
 * ends at once. So two rotations end a stolen secret.
 *
 * @returns the secret, shown this once
 * @throws IngestionError `webhook-not-found`
 */
export async function rotateWebhookSecret(
  deps: WebhookDeps,
  actor: Actor,
  employerId: string,
  id: string,
): Promise<{ readonly secret: string; readonly previousUntil: string }> {
  const secret = newWebhookSecret();
  const previousUntil = new Date(deps.clock.now().getTime() + deps.limits.webhookSecretHours * 3_600_000);
  await deps.uow.run(actor, async (tx) => {
    const webhook = await lockWebhook(tx, employerId, id);
    await tx.query(
      `update webhook_endpoint set sealed_previous_secret = sealed_secret, previous_secret_until = $3,
         sealed_secret = $4 where employer_id = $1 and id = $2`,
      [employerId, id, previousUntil, openWebhookKey(deps, webhook, webhook.wrappedKey).sealSecret(secret)],
    );
    await traceWebhook(tx, deps, actor, webhook, 'rotate-webhook-secret');
  });
  return { secret: writeWebhookSecret(secret), previousUntil: previousUntil.toISOString() };
}
