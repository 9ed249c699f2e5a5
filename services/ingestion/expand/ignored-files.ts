import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import { maskNir } from '../nir';
import type { ItemTarget } from './record-items';

/** Paths may hold names: sealed, every NIR masked. An earlier attempt's are replaced. */
export async function keepIgnoredFiles(
  tx: EntityManager,
  { batchId, records }: ItemTarget,
  paths: readonly string[],
): Promise<void> {
  const sealed =
    paths.length === 0 ? null : records.seal('ignored-files', batchId, JSON.stringify(paths.map(maskNir)));
  await tx.query('update batch set sealed_ignored_files = $2 where id = $1', [batchId, sealed]);
}

/** Our own record, authenticated by its seal: its shape is trusted. */
export async function readIgnoredFiles(
  tx: EntityManager,
  records: EmployerRecords,
  batchId: string,
): Promise<readonly string[]> {
  const [row]: { sealed: Buffer | null }[] = await tx.query(
    'select sealed_ignored_files as sealed from batch where id = $1',
    [batchId],
  );
  return row?.sealed ? JSON.parse(records.open('ignored-files', batchId, row.sealed)) : [];
}
