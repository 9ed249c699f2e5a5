import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import { IngestionError } from '../errors';
import { type ItemClaim, openClaim } from '../items/claim';
import type { ItemLocation } from '../items/read-file';
import type { Batch, ItemState } from '../tables';
import { type ItemReading, openReading } from './item-reading';

/** Where an item stands: as a path names it. */
export interface ItemPath {
  readonly employerId: string;
  readonly batchId: string;
  readonly itemId: string;
}

export interface LoadedItem {
  readonly id: string;
  readonly position: number;
  readonly state: ItemState;
  readonly code: string | null;
  readonly entry: ItemLocation;
  readonly pages: number | null;
  /** An agent was chosen, and the deposit is under way. */
  readonly settling: boolean;
  readonly claim: ItemClaim;
  /** NULL where none was kept. */
  readonly reading: ItemReading | null;
}

/** @throws IngestionError `item-not-found` */
export async function loadItem(
  tx: EntityManager,
  records: EmployerRecords,
  { batchId, itemId }: ItemPath,
): Promise<LoadedItem> {
  type Row = Omit<LoadedItem, 'claim' | 'reading'> & { claim: Buffer; reading: Buffer | null };
  const [row]: Row[] = await tx.query(
    `select i.id, i.position, i.state, i.code, i.entry, i.pages, i.sealed_claim as claim,
       i.sealed_reading as reading, s.item_id is not null as settling
     from item i left join item_settlement s on s.item_id = i.id
     where i.batch_id = $1 and i.id = $2`,
    [batchId, itemId],
  );
  if (row === undefined) throw new IngestionError('item-not-found');
  return {
    ...row,
    claim: openClaim(records, row.id, row.claim),
    reading: openReading(records, row.id, row.reading),
  };
}

/** Nobody has decided yet, nor is anybody about to. */
export function isWaiting({ state, settling }: Pick<LoadedItem, 'state' | 'settling'>): boolean {
  return state === 'quarantined' && !settling;
}

/**
 * The item, its row locked until the decision is written: of two people who
 * decide at once, the second finds it decided. The batch's row is locked already.
 *
 * @throws IngestionError `item-not-found`, `item-not-quarantined`
 */
export async function lockWaitingItem(
  tx: EntityManager,
  records: EmployerRecords,
  batch: Pick<Batch, 'id' | 'employerId' | 'state'>,
  itemId: string,
): Promise<LoadedItem> {
  await tx.query(`select 1 from item where batch_id = $1 and id = $2 and state = 'quarantined' for update`, [
    batch.id,
    itemId,
  ]);
  const item = await loadItem(tx, records, { employerId: batch.employerId, batchId: batch.id, itemId });
  // Those of a cancelled batch follow it, a few at a time.
  if (!isWaiting(item) || batch.state === 'cancelled') throw new IngestionError('item-not-quarantined');
  return item;
}
