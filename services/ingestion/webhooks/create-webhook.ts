import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { OutboundError, type OutboundErrorCode } from '../../../infra/ports/outbound-http';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { IngestionError, type IngestionErrorCode } from '../errors';
import type { WebhookDeps } from './deps';
import { traceWebhook } from './trace-webhook';
import { viewWebhook, type WebhookView } from './view-webhook';
import { createWebhookKey, newWebhookSecret, writeWebhookSecret } from './webhook-keys';

/**
 * Registers an address to be told of the employer's batches. It is judged here,
 * for whoever mistypes, and again at every call: names change their addresses.
 *
 * @returns with the secret, which is shown this once
 * @throws IngestionError `webhook-url-invalid`, `webhook-port-refused`,
 *   `webhook-address-refused`, `webhook-host-unresolved`, `too-many-webhooks`
 */
export async function createWebhook(
  deps: WebhookDeps,
  actor: Actor,
  employerId: string,
  url: string,
): Promise<WebhookView & { readonly secret: string }> {
  await judge(deps, url);
  const owned = { id: uuidv7(), employerId };
  const secret = newWebhookSecret();
  const { wrapped, seals } = createWebhookKey(deps, owned);
  const webhook = {
    ...owned,
    wrappedKey: wrapped,
    sealedUrl: seals.sealUrl(url),
    sealedSecret: seals.sealSecret(secret),
    createdAt: deps.clock.now(),
    failingSince: null,
    disabledAt: null,
    disabledCode: null,
  };
  await deps.uow.run(actor, async (tx) => {
    await requirePlace(tx, deps, employerId);
    await tx.query(
      `insert into webhook_endpoint (id, employer_id, wrapped_key, sealed_url, sealed_secret, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [webhook.id, employerId, wrapped, webhook.sealedUrl, webhook.sealedSecret, webhook.createdAt],
    );
    await traceWebhook(tx, deps, actor, webhook, 'create-webhook');
  });
  return { ...viewWebhook(deps, webhook), secret: writeWebhookSecret(secret) };
}

/** Of two that take the last place at once, the second finds it taken. */
async function requirePlace(
  tx: EntityManager,
  { limits }: Pick<WebhookDeps, 'limits'>,
  employerId: string,
): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('webhook:' || $1, 0))`, [employerId]);
  const [row]: { count: number }[] = await tx.query(
    'select count(*)::int as count from webhook_endpoint where employer_id = $1',
    [employerId],
  );
  if ((row?.count ?? 0) >= limits.webhooksPerEmployer) throw new IngestionError('too-many-webhooks');
}

const REFUSALS: Partial<Record<OutboundErrorCode, IngestionErrorCode>> = {
  'url-invalid': 'webhook-url-invalid',
  'port-refused': 'webhook-port-refused',
  'address-refused': 'webhook-address-refused',
  'host-unresolved': 'webhook-host-unresolved',
  'timed-out': 'webhook-host-unresolved',
};

async function judge({ outbound }: Pick<WebhookDeps, 'outbound'>, url: string): Promise<void> {
  try {
    await outbound.check(url);
  } catch (error) {
    const code = error instanceof OutboundError ? REFUSALS[error.code] : undefined;
    if (code === undefined) throw error;
    throw new IngestionError(code, { cause: error });
  }
}
