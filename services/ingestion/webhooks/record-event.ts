import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { describeEvent, type WebhookEvent } from './events';

export interface RecordedEvent {
  readonly type: WebhookEvent;
  readonly at: Date;
  readonly employerId: string;
  readonly batchId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Listener {
  readonly id: string;
  readonly disabled: boolean;
}

/** Endpoints of the employer. Held until the commit: one that is removed meanwhile takes its deliveries along. */
export function lockListeners(tx: EntityManager, employerId: string): Promise<Listener[]> {
  return tx.query(
    `select id, disabled_at is not null as disabled from webhook_endpoint
     where employer_id = $1 order by id for key share`,
    [employerId],
  );
}

/**
 * Writes an event with one delivery for each listener, in the transaction of
 * what happened: either both are true or neither. An endpoint that is switched
 * off gets its delivery too, dead: it can be replayed later.
 *
 * @returns ids of the deliveries, in the order of the listeners
 */
export async function recordEvent(
  tx: EntityManager,
  { type, at, employerId, batchId, data }: RecordedEvent,
  listeners: readonly Listener[],
): Promise<string[]> {
  const eventId = uuidv7();
  const deliveryIds = listeners.map(() => uuidv7());
  await tx.query(
    `with event as (
       insert into webhook_event (id, employer_id, batch_id, type, body, occurred_at)
       values ($1, $2, $3, $4, $5, $6) returning sequence)
     insert into webhook_delivery (id, event_id, webhook_id, employer_id, batch_id, sequence, state, error_code)
     select new.id, $1, new.webhook_id, $2, $3, event.sequence,
       case when new.disabled then 'dead' else 'pending' end,
       case when new.disabled then 'webhook-disabled' end
     from event, unnest($7::uuid[], $8::uuid[], $9::boolean[]) as new (id, webhook_id, disabled)`,
    [
      eventId,
      employerId,
      batchId,
      type,
      describeEvent(type, at, data),
      at,
      deliveryIds,
      listeners.map(({ id }) => id),
      listeners.map(({ disabled }) => disabled),
    ],
  );
  return deliveryIds;
}
