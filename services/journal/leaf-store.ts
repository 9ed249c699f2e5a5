import type { EntityManager } from 'typeorm';
import { JournalError } from './errors';

/**
 * Commitments of leaves from..to, `to` excluded, in order.
 *
 * @throws JournalError `log-truncated` unless all of them are there
 */
export async function readCommitments(tx: EntityManager, from: number, to: number): Promise<Buffer[]> {
  const rows = await tx.query<{ commitment: Buffer }[]>(
    'select commitment from journal_leaf where index >= $1 and index < $2 order by index',
    [from, to],
  );
  if (rows.length !== to - from) throw new JournalError('log-truncated');
  return rows.map((row) => row.commitment);
}
