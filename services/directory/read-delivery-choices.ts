import type { EntityManager } from 'typeorm';
import type { DeliveryFacts } from './electronic-delivery';

/** What agents chose and were told about electronic delivery, as it stands now. */
export type DeliveryChoice = Pick<DeliveryFacts, 'ownNotice' | 'channel' | 'objectionAt' | 'startDate'>;

/** By employment id. */
export async function readDeliveryChoices(
  tx: EntityManager,
  employmentIds: readonly string[],
): Promise<Map<string, DeliveryChoice>> {
  const rows: (DeliveryChoice & { id: string })[] = await tx.query(
    `select id, notice_date::text as "ownNotice", channel, objection_at as "objectionAt",
       start_date::text as "startDate"
     from employment where id = any ($1::uuid[])`,
    [[...new Set(employmentIds)]],
  );
  return new Map(rows.map(({ id, ...choice }) => [id, choice]));
}
