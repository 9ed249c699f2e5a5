import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import type { ItemClaim } from '../items/claim';

/** What is claimed of the one document of a batch, sealed on its row: it holds names. */
export async function storeBatchClaim(
  tx: EntityManager,
  records: EmployerRecords,
  batchId: string,
  claim: ItemClaim,
): Promise<void> {
  await tx.query('update batch set sealed_claim = $2 where id = $1', [
    batchId,
    records.seal('batch-claim', batchId, JSON.stringify(claim)),
  ]);
}

/** Our own record, authenticated by its seal: its shape is trusted. */
export async function readBatchClaim(
  tx: EntityManager,
  records: EmployerRecords,
  batchId: string,
): Promise<ItemClaim> {
  const [row]: { sealed: Buffer | null }[] = await tx.query(
    'select sealed_claim as sealed from batch where id = $1',
    [batchId],
  );
  if (row === undefined || row.sealed === null) throw new Error('single document without claim');
  return JSON.parse(records.open('batch-claim', batchId, row.sealed));
}
