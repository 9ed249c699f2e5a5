import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../deps';
import type { WebhookWorkerDeps } from './deps';

/** One attempt to make, with all it takes. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly epoch: number;
  /** This one included. */
  readonly attempts: number;
  readonly eventId: string;
  readonly body: string;
  readonly webhookId: string;
  readonly employerId: string;
  readonly wrappedKey: Buffer;
  readonly sealedUrl: Buffer;
  readonly sealedSecret: Buffer;
  readonly sealedPreviousSecret: Buffer | null;
  readonly previousSecretUntil: Date | null;
}

/** Sent at once: all of them have ended by the deadline of one. */
const CLAIM_SIZE = 16;
/** Of one endpoint at once: one that lets us wait keeps others waiting little. */
const OF_ONE_ENDPOINT = 2;
/** Beyond a call's deadline: for the transaction that says how it went. */
const MARGIN_SECONDS = 30;

/**
 * Takes deliveries that are due, each for longer than its call may last. Within a
 * batch an endpoint gets one after the other: what is on its way, or waits to be
 * tried again, holds back what happened later.
 */
export function claimDeliveries({ uow, limits }: WebhookWorkerDeps): Promise<ClaimedDelivery[]> {
  return uow.run(SYSTEM, async (tx) => {
    await buryInterrupted(tx, limits.webhookAttempts);
    return tx.query(
      `with due as (
         select id, row_number() over (partition by webhook_id order by not_before, sequence) as place
         from webhook_delivery d
         where state = 'pending' and not_before <= clock_timestamp()
           and not exists (select 1 from webhook_delivery earlier
             where earlier.webhook_id = d.webhook_id and earlier.batch_id = d.batch_id
               and earlier.state = 'pending' and earlier.sequence < d.sequence)
       ), claimed as (
         update webhook_delivery d set attempts = attempts + 1, epoch = epoch + 1,
           not_before = clock_timestamp() + make_interval(secs => $1)
         where id in (
           select d.id from webhook_delivery d join due on due.id = d.id
           where place <= $2 and d.state = 'pending' and d.not_before <= clock_timestamp()
           order by d.not_before limit $3 for update of d skip locked)
         returning *)
       select d.id, d.epoch, d.attempts, d.event_id as "eventId", e.body, d.webhook_id as "webhookId",
         d.employer_id as "employerId", w.wrapped_key as "wrappedKey", w.sealed_url as "sealedUrl",
         w.sealed_secret as "sealedSecret", w.sealed_previous_secret as "sealedPreviousSecret",
         w.previous_secret_until as "previousSecretUntil"
       from claimed d join webhook_event e on e.id = d.event_id join webhook_endpoint w on w.id = d.webhook_id`,
      [limits.webhookCallSeconds + MARGIN_SECONDS, OF_ONE_ENDPOINT, CLAIM_SIZE],
    );
  });
}

/** A worker died in the last attempt: how it went, nobody knows. It can be replayed. */
async function buryInterrupted(tx: EntityManager, mostAttempts: number): Promise<void> {
  await tx.query(
    `update webhook_delivery set state = 'dead', status_code = null, error_code = 'attempt-interrupted'
     where state = 'pending' and attempts >= $1 and not_before <= clock_timestamp()`,
    [mostAttempts],
  );
}
