import { CipherError } from '../../../infra/ports/cipher';
import { OutboundError } from '../../../infra/ports/outbound-http';
import { SYSTEM } from '../deps';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries';
import type { WebhookWorkerDeps } from './deps';
import { type Answer, settleAttempt } from './settle-attempt';
import { signMessage } from './sign-message';
import { openWebhookKey } from './webhook-keys';

/**
 * Sends what is due. At least once: a crash between the call and its settlement
 * sends again, under the same id. Any number of processes may do it at any time.
 */
export async function deliverWebhooks(deps: WebhookWorkerDeps): Promise<void> {
  for (;;) {
    const claimed = await claimDeliveries(deps);
    const ends = await Promise.allSettled(claimed.map((delivery) => deliver(deps, delivery)));
    await observeOldest(deps);
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deliveries not settled`);
    if (claimed.length === 0) return;
  }
}

async function deliver(deps: WebhookWorkerDeps, delivery: ClaimedDelivery): Promise<void> {
  const answer = await call(deps, delivery);
  const outcome = await settleAttempt(deps, delivery, answer);
  if (outcome === null) return;
  deps.metrics.observeDelivery(outcome);
  if (outcome === 'delivered') return;
  const { webhookId, id: deliveryId, attempts } = delivery;
  deps.logger.warn({ webhookId, deliveryId, attempts, outcome, ...answer }, 'webhook not delivered');
}

async function call(deps: WebhookWorkerDeps, delivery: ClaimedDelivery): Promise<Answer> {
  try {
    const { url, secrets } = open(deps, delivery);
    const body = Buffer.from(delivery.body, 'utf8');
    const signed = signMessage({ id: delivery.eventId, at: deps.clock.now(), body }, secrets);
    const headers = { 'content-type': 'application/json', 'user-agent': 'coffre-fort-agents', ...signed };
    const { status } = await deps.outbound.post(url, { headers, body });
    return { status, code: null };
  } catch (error) {
    if (error instanceof OutboundError) return { status: null, code: error.code };
    if (error instanceof CipherError) return { status: null, code: error.code };
    throw error;
  }
}

function open(deps: WebhookWorkerDeps, delivery: ClaimedDelivery): { url: string; secrets: Buffer[] } {
  const { webhookId, employerId, wrappedKey, sealedUrl, sealedSecret } = delivery;
  const { sealedPreviousSecret, previousSecretUntil } = delivery;
  const seals = openWebhookKey(deps, { id: webhookId, employerId }, wrappedKey);
  const before =
    sealedPreviousSecret !== null && previousSecretUntil !== null && deps.clock.now() < previousSecretUntil
      ? [sealedPreviousSecret]
      : [];
  return {
    url: seals.openUrl(sealedUrl),
    secrets: [sealedSecret, ...before].map((sealed) => seals.openSecret(sealed)),
  };
}

async function observeOldest({ uow, metrics }: WebhookWorkerDeps): Promise<void> {
  const [row]: { seconds: number }[] = await uow.run(SYSTEM, (tx) =>
    tx.query(
      `select coalesce(extract(epoch from clock_timestamp() - min(queued_at)), 0)::float8 as seconds
       from webhook_delivery where state = 'pending'`,
    ),
  );
  metrics.observeOldestPending(row?.seconds ?? 0);
}
