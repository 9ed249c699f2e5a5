import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { isUuid } from '../../../infra/ports/uuid';
import { IngestionError } from '../errors';
import type { WebhookDeps } from './deps';
import type { WebhookEvent } from './events';

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

/** One event on its way to one endpoint, and how its last attempt went. */
export interface DeliveryView {
  readonly id: string;
  /** `webhook-id`, the same in every attempt and replay. */
  readonly eventId: string;
  readonly type: WebhookEvent;
  readonly batchId: string | null;
  readonly occurredAt: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  /** Since it was written or replayed. */
  readonly attempts: number;
  readonly attemptedAt: string | null;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
  readonly nextAttemptAt: string | null;
}

type Row = Omit<DeliveryView, 'occurredAt' | 'attemptedAt' | 'nextAttemptAt'> & {
  readonly occurredAt: Date;
  readonly attemptedAt: Date | null;
  readonly nextAttemptAt: Date | null;
};

/**
 * Deliveries to one endpoint, the newest first.
 *
 * @throws IngestionError `webhook-not-found`, `cursor-invalid`
 */
export async function listDeliveries(
  deps: Pick<WebhookDeps, 'uow'>,
  actor: Actor,
  { employerId, webhookId }: { readonly employerId: string; readonly webhookId: string },
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly items: readonly DeliveryView[]; readonly nextCursor: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) throw new IngestionError('cursor-invalid');
  const rows = await deps.uow.run(actor, async (tx) => {
    await requireWebhook(tx, employerId, webhookId);
    return readPage(tx, webhookId, cursor ?? null, limit + 1);
  });
  const items = rows.slice(0, limit).map(view);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One delivery to this endpoint, or null. */
export async function readDelivery(
  tx: EntityManager,
  webhookId: string,
  id: string,
): Promise<DeliveryView | null> {
  const [row]: Row[] = await tx.query(`${SELECT} where d.webhook_id = $1 and d.id = $2`, [webhookId, id]);
  return row === undefined ? null : view(row);
}

const SELECT = `select d.id, d.event_id as "eventId", e.type, d.batch_id as "batchId",
    e.occurred_at as "occurredAt", d.state, d.attempts, d.attempted_at as "attemptedAt",
    d.status_code as "statusCode", d.error_code as "errorCode",
    case when d.state = 'pending' then d.not_before end as "nextAttemptAt"
  from webhook_delivery d join webhook_event e on e.id = d.event_id`;

function readPage(
  tx: EntityManager,
  webhookId: string,
  before: string | null,
  count: number,
): Promise<Row[]> {
  return tx.query(
    `${SELECT} where d.webhook_id = $1 and ($2::uuid is null or d.id < $2) order by d.id desc limit $3`,
    [webhookId, before, count],
  );
}

async function requireWebhook(tx: EntityManager, employerId: string, id: string): Promise<void> {
  const found: unknown[] = await tx.query(
    'select 1 from webhook_endpoint where employer_id = $1 and id = $2',
    [employerId, id],
  );
  if (found.length === 0) throw new IngestionError('webhook-not-found');
}

function view({ occurredAt, attemptedAt, nextAttemptAt, ...same }: Row): DeliveryView {
  return {
    ...same,
    occurredAt: occurredAt.toISOString(),
    attemptedAt: attemptedAt?.toISOString() ?? null,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}
