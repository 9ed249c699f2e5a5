import type { Actor } from '../../../infra/ports/unit-of-work';
import { isUuid } from '../../../infra/ports/uuid';
import { IngestionError } from '../errors';
import type { WebhookDeps } from './deps';
import { WEBHOOK_COLUMNS, type Webhook } from './find-webhook';
import { viewWebhook, type WebhookView } from './view-webhook';

/**
 * Endpoints of the employer, the oldest first.
 *
 * @throws IngestionError `cursor-invalid`
 */
export async function listWebhooks(
  deps: Pick<WebhookDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly items: readonly WebhookView[]; readonly nextCursor: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) throw new IngestionError('cursor-invalid');
  const rows: Webhook[] = await deps.uow.run(actor, (tx) =>
    tx.query(
      `select ${WEBHOOK_COLUMNS} from webhook_endpoint
       where employer_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [employerId, cursor ?? null, limit + 1],
    ),
  );
  const items = rows.slice(0, limit).map((row) => viewWebhook(deps, row));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
