import type { EntityManager } from 'typeorm';
import { IngestionError } from '../errors';

export interface Webhook {
  readonly id: string;
  readonly employerId: string;
  readonly wrappedKey: Buffer;
  readonly sealedUrl: Buffer;
  readonly sealedSecret: Buffer;
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledCode: 'gone' | 'failing' | null;
}

export const WEBHOOK_COLUMNS = `id, employer_id as "employerId", wrapped_key as "wrappedKey",
  sealed_url as "sealedUrl", sealed_secret as "sealedSecret", created_at as "createdAt",
  failing_since as "failingSince", disabled_at as "disabledAt", disabled_code as "disabledCode"`;

/**
 * An endpoint, its row locked: whoever changes an endpoint and its deliveries
 * takes the endpoint first.
 *
 * @throws IngestionError `webhook-not-found`
 */
export async function lockWebhook(tx: EntityManager, employerId: string, id: string): Promise<Webhook> {
  const [webhook]: Webhook[] = await tx.query(
    `select ${WEBHOOK_COLUMNS} from webhook_endpoint
     where employer_id = $1 and id = $2 for no key update`,
    [employerId, id],
  );
  if (webhook === undefined) throw new IngestionError('webhook-not-found');
  return webhook;
}

/** @throws IngestionError `webhook-not-found`, `webhook-disabled` */
export async function lockEnabledWebhook(
  tx: EntityManager,
  employerId: string,
  id: string,
): Promise<Webhook> {
  const webhook = await lockWebhook(tx, employerId, id);
  if (webhook.disabledAt !== null) throw new IngestionError('webhook-disabled');
  return webhook;
}
