import type { EntityManager } from 'typeorm';
import type { Role } from '../../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../../directory/employer-records';
import type { Lease } from '../chunks/lease';
import type { IngestionDeps } from '../deps';
import { openClaim } from '../items/claim';
import type { PendingItem } from '../match/read-items';
import { openReading } from './item-reading';

/** A person's choice for one item, as taken. */
export interface Settlement {
  readonly employmentId: string;
  readonly acknowledged: boolean;
  readonly chosenBy: string;
  readonly chosenByRole: Role;
  readonly chosenAt: Date;
  readonly item: PendingItem;
  /** Reserved by an earlier claim; NULL where none got so far. */
  readonly documentId: string | null;
}

/** NULL: settled already. */
export async function loadSettlement(
  tx: EntityManager,
  deps: Pick<IngestionDeps, 'keys' | 'cipher'>,
  lease: Lease,
): Promise<Settlement | null> {
  type Row = Omit<Settlement, 'item'> &
    Omit<PendingItem, 'claim' | 'reading'> & { sealedClaim: Buffer; sealedReading: Buffer | null };
  const [row]: Row[] = await tx.query(
    `select s.employment_id as "employmentId", s.acknowledged, s.chosen_by as "chosenBy",
       s.chosen_by_role as "chosenByRole", s.chosen_at as "chosenAt", i.document_id as "documentId",
       i.id, i.position, i.entry, i.sealed_claim as "sealedClaim", i.sealed_reading as "sealedReading"
     from item_settlement s join item i on i.id = s.item_id
     where s.chunk_id = $1 and i.state = 'quarantined'`,
    [lease.chunkId],
  );
  if (row === undefined) return null;
  const records = await openEmployerRecords(tx, deps, lease.employerId);
  const { id, position, entry, sealedClaim, sealedReading, ...settlement } = row;
  const claim = openClaim(records, id, sealedClaim);
  const reading = openReading(records, id, sealedReading);
  return { ...settlement, item: { id, position, entry, claim, reading } };
}
