import type { EntityManager } from 'typeorm';
import { holdReservations, releaseReservations } from '../../vaults/reserve-documents';

/**
 * Gives back the reservations of items that will not be deposited. Items that
 * were called duplicates of them are duplicates of nothing now: a person decides,
 * for otherwise a document would be in no vault and in no list. One that is being
 * matched meanwhile is waited for, so that it is among them.
 */
export async function giveBackReservations(tx: EntityManager, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length === 0) return;
  await holdReservations(tx, documentIds);
  await tx.query(
    `with reopened as (
       update item set state = 'quarantined', code = 'processing-crash', duplicate_of = null, employment_id = null,
         reason = 'the document that it repeats was not deposited'
       where duplicate_of = any ($1::uuid[]) and state = 'duplicate' returning batch_id)
     update batch set revision = revision + 1 where id in (select batch_id from reopened)`,
    [documentIds],
  );
  await releaseReservations(tx, documentIds);
}
