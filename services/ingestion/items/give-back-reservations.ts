import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../infra/ports/clock';
import { holdReservations, releaseReservations } from '../../vaults/reserve-documents';
import { reopenDuplicates } from './reopen-duplicates';

/**
 * Gives back the reservations of items that will not be deposited. A duplicate of
 * one that is being matched meanwhile is waited for, so that it is reopened too.
 */
export async function giveBackReservations(
  tx: EntityManager,
  deps: { readonly clock: Clock },
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  await holdReservations(tx, documentIds);
  await reopenDuplicates(tx, deps, documentIds, {
    code: 'processing-crash',
    reason: 'the document that it repeats was not deposited',
  });
  await releaseReservations(tx, documentIds);
}
