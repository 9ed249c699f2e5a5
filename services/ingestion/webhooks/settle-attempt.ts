import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../deps';
import { pauseAfter } from './back-off';
import type { ClaimedDelivery } from './claim-deliveries';
import type { DeliveryOutcome, WebhookWorkerDeps } from './deps';
import { traceWebhook } from './trace-webhook';

/** How a call ended: with a status, or before one. */
export type Answer =
  | { readonly status: number; readonly code: null }
  | { readonly status: null; readonly code: string };

/** The receiver wants nothing more (RFC 9110, 15.5.11; Standard Webhooks 1.0, "Handling delivery failures"). */
const GONE = 410;

/**
 * Writes down how an attempt went, and what follows from it: done, tried again
 * later, or dead. An endpoint that says it is gone, or that has let a delivery die
 * after failing for days, is switched off, which its employer's journal shows.
 *
 * @returns null where the delivery was replayed or removed meanwhile: then this attempt says nothing
 */
export function settleAttempt(
  deps: WebhookWorkerDeps,
  delivery: ClaimedDelivery,
  answer: Answer,
): Promise<DeliveryOutcome | null> {
  const at = deps.clock.now();
  const outcome = judge(deps, delivery, answer);
  return deps.uow.run(SYSTEM, async (tx) => {
    const held: unknown[] = await tx.query('select 1 from webhook_endpoint where id = $1 for no key update', [
      delivery.webhookId,
    ]);
    if (held.length === 0) return null;
    if (!(await writeAttempt(tx, deps, delivery, { answer, outcome, at }))) return null;
    await followEndpoint(tx, deps, delivery, { answer, outcome, at });
    return outcome;
  });
}

function judge(
  { limits }: WebhookWorkerDeps,
  delivery: ClaimedDelivery,
  { status }: Answer,
): DeliveryOutcome {
  if (status !== null && status >= 200 && status < 300) return 'delivered';
  return status === GONE || delivery.attempts >= limits.webhookAttempts ? 'dead' : 'retried';
}

interface Settled {
  readonly answer: Answer;
  readonly outcome: DeliveryOutcome;
  readonly at: Date;
}

async function writeAttempt(
  tx: EntityManager,
  { limits }: WebhookWorkerDeps,
  { id, epoch, attempts }: ClaimedDelivery,
  { answer, outcome, at }: Settled,
): Promise<boolean> {
  const written: unknown[] = await tx.query(
    `with written as (
       update webhook_delivery set state = $3, attempted_at = $4, status_code = $5, error_code = $6,
         not_before = clock_timestamp() + make_interval(secs => $7)
       where id = $1 and epoch = $2 and state = 'pending' returning id)
     select id from written`,
    [
      id,
      epoch,
      outcome === 'retried' ? 'pending' : outcome,
      at,
      answer.status,
      codeOf(answer, outcome),
      outcome === 'retried' ? pauseAfter(attempts, limits, Math.random()) : 0,
    ],
  );
  return written.length > 0;
}

/** What its status alone may not tell at a glance. */
function codeOf({ status, code }: Answer, outcome: DeliveryOutcome): string | null {
  if (code !== null || outcome === 'delivered') return code;
  return status !== null && status >= 300 && status < 400 ? 'redirect-refused' : 'status-refused';
}

async function followEndpoint(
  tx: EntityManager,
  deps: WebhookWorkerDeps,
  { webhookId, employerId }: ClaimedDelivery,
  { answer, outcome, at }: Settled,
): Promise<void> {
  if (outcome === 'delivered') {
    await tx.query(
      'update webhook_endpoint set failing_since = null where id = $1 and failing_since is not null',
      [webhookId],
    );
    return;
  }
  await tx.query(
    'update webhook_endpoint set failing_since = coalesce(failing_since, clock_timestamp()) where id = $1',
    [webhookId],
  );
  if (outcome !== 'dead') return;
  const disabled: unknown[] = await tx.query(
    `with disabled as (
       update webhook_endpoint set disabled_at = $2, disabled_code = case when $3 then 'gone' else 'failing' end
       where id = $1 and disabled_at is null
         and ($3 or failing_since < clock_timestamp() - make_interval(days => $4)) returning id)
     select id from disabled`,
    [webhookId, at, answer.status === GONE, deps.limits.webhookDisableDays],
  );
  if (disabled.length === 0) return;
  await tx.query(
    `update webhook_delivery set state = 'dead', epoch = epoch + 1, error_code = 'webhook-disabled'
     where webhook_id = $1 and state = 'pending'`,
    [webhookId],
  );
  await traceWebhook(tx, deps, SYSTEM, { id: webhookId, employerId }, 'webhook-disabled');
}
