import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { fileKey, sealClaim } from '../items/claim';
import type { WholeContent } from '../items/read-file';
import { readBatchClaim } from '../single/batch-claim';
import type { ItemTarget } from './record-items';

/** A batch that is one document: its only item, claimed by whoever sent it. */
export async function recordSingle(
  tx: EntityManager,
  { batchId, records }: ItemTarget,
  size: number,
): Promise<void> {
  const claim = await readBatchClaim(tx, records, batchId);
  const id = uuidv7();
  const location: WholeContent = { whole: true, size };
  await tx.query(
    `insert into item (id, batch_id, employer_id, position, state, file_key, sealed_claim, entry)
     values ($1, $2, $3, 1, 'pending', $4, $5, $6::jsonb)`,
    [
      id,
      batchId,
      records.employerId,
      fileKey(records, claim.file),
      sealClaim(records, id, claim),
      JSON.stringify(location),
    ],
  );
}
