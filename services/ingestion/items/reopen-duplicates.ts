import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../infra/ports/clock';
import { announceQuarantine } from '../webhooks/announce-batch';

/**
 * Items that were called duplicates of documents that no agent will have: they are
 * duplicates of nothing now. A person decides, for otherwise a document would be in
 * no vault and in no list. Those of a cancelled batch have ended with it.
 */
export async function reopenDuplicates(
  tx: EntityManager,
  deps: { readonly clock: Clock },
  documentIds: readonly string[],
  why: { readonly code: string; readonly reason: string },
): Promise<void> {
  if (documentIds.length === 0) return;
  const reopened: { batchId: string }[] = await tx.query(
    `with reopened as (
       update item i set state = 'quarantined', code = $2, reason = $3, duplicate_of = null, employment_id = null
       from batch b
       where i.duplicate_of = any ($1::uuid[]) and i.state = 'duplicate'
         and b.id = i.batch_id and b.state <> 'cancelled'
       returning i.batch_id
     ), revised as (
       update batch set revision = revision + 1 where id in (select batch_id from reopened) returning id)
     select id as "batchId" from revised`,
    [documentIds, why.code, why.reason],
  );
  for (const { batchId } of reopened) await announceQuarantine(tx, deps, batchId);
}
