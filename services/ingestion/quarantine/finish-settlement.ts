import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../infra/ports/clock';
import { queueItemNotice } from '../notices/queue-notices';
import { forgetPageImages, type StoredImage } from '../page-image/stored-images';
import type { ItemState } from '../tables';
import { endSettlement } from './return-item';

/**
 * What becomes true with the deposit of a chosen item, or with its refusal by the
 * seal, beside what becomes true of every deposit. The batch's row is locked.
 *
 * @returns images that nobody can open any more: to be deleted after the commit
 */
export async function finishSettlement(
  tx: EntityManager,
  deps: { readonly clock: Clock },
  batchId: string,
  itemId: string,
): Promise<StoredImage[]> {
  await endSettlement(tx, deps, batchId, itemId);
  const [item]: { state: ItemState }[] = await tx.query('select state from item where id = $1', [itemId]);
  if (item === undefined || item.state === 'quarantined') return [];
  await tx.query(
    `update item set sealed_reading = null, code = case when state = 'rejected' then code end where id = $1`,
    [itemId],
  );
  await queueItemNotice(tx, batchId, itemId, deps.clock.now());
  return forgetPageImages(tx, [itemId]);
}
