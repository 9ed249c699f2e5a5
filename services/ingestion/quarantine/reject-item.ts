import type { Actor } from '../../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../../directory/employer-records';
import { employerSubject } from '../../vaults/subjects';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { type ItemView, readNamedItems } from '../items/read-items';
import { deletePageObjects, forgetPageImages } from '../page-image/stored-images';
import { announceQuarantine } from '../webhooks/announce-batch';
import { type ItemPath, lockWaitingItem } from './load-item';

export const REJECT_REASONS = ['not-ours', 'unreadable', 'sent-by-mistake', 'other'] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/**
 * Turns a quarantined item away, for good. Possible also after its staged file
 * was destroyed. The code that brought it into quarantine stays.
 *
 * @throws IngestionError `batch-not-found`, `item-not-found`, `item-not-quarantined`
 */
export async function rejectItem(
  deps: IngestionDeps,
  actor: Actor,
  path: ItemPath,
  reason: RejectReason,
): Promise<ItemView> {
  const { employerId, batchId, itemId } = path;
  const { view, images } = await deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId, { lock: true });
    const records = await openEmployerRecords(tx, deps, employerId);
    await lockWaitingItem(tx, records, batch, itemId);
    await tx.query(`update item set state = 'rejected', reason = $2, sealed_reading = null where id = $1`, [
      itemId,
      reason,
    ]);
    await tx.query('update batch set revision = revision + 1 where id = $1', [batchId]);
    await deps.journal.append(tx, actor, [
      {
        subject: employerSubject(employerId),
        employerId,
        owner: employerId,
        batch: batchId,
        item: itemId,
        action: 'reject-item',
        outcome: 'done',
        code: reason,
      },
    ]);
    await announceQuarantine(tx, deps, batchId);
    const [rejected] = await readNamedItems(tx, records, [itemId]);
    if (rejected === undefined) throw new IngestionError('item-not-found');
    return { view: rejected, images: await forgetPageImages(tx, [itemId]) };
  });
  await deletePageObjects(deps, images);
  return view;
}
