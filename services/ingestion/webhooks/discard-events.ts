import { type IngestionDeps, SYSTEM } from '../deps';
import type { WebhookLimits } from './deps';

/** Rows per round: the sweeper comes again. */
const ROUND_SIZE = 1_000;

/** Forgets events at the configured age with their deliveries, but for those that are still to be sent. */
export async function discardWebhookEvents({
  uow,
  clock,
  limits,
}: Pick<IngestionDeps, 'uow' | 'clock'> & { readonly limits: WebhookLimits }): Promise<void> {
  const before = new Date(clock.now().getTime() - limits.webhookDeliveryDays * 24 * 3_600_000);
  await uow.run(SYSTEM, (tx) =>
    tx.query(
      `delete from webhook_event where id in (
         select id from webhook_event e where occurred_at < $1
           and not exists (select 1 from webhook_delivery d where d.event_id = e.id and d.state = 'pending')
         order by occurred_at limit $2)`,
      [before, ROUND_SIZE],
    ),
  );
}
