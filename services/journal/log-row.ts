import type { EntityManager } from 'typeorm';
import type { Actor } from '../../infra/ports/unit-of-work';
import { JournalError } from './errors';

/** Leaves with an index, in the tiles, under a signed tree head. */
export interface LogProgress {
  readonly sequenced: number;
  readonly integrated: number;
  readonly published: number;
}

/** The log advances on nobody's behalf. */
export const LOG_ACTOR: Actor = { scope: { kind: 'system' }, role: 'system', id: null };

/**
 * Locks the log until the transaction ends, so that steps run one at a time in
 * however many processes; starts it, empty, where there is none.
 *
 * @throws JournalError `origin-mismatch`
 */
export async function lockLog(tx: EntityManager, origin: string): Promise<LogProgress> {
  await tx.query(
    `insert into journal_log (origin, sequenced, integrated, published) values ($1, 0, 0, 0)
     on conflict (singleton) do nothing`,
    [origin],
  );
  const [row] = await tx.query<
    { origin: string; sequenced: string; integrated: string; published: string }[]
  >('select origin, sequenced, integrated, published from journal_log for update');
  if (row?.origin !== origin) throw new JournalError('origin-mismatch');
  return {
    sequenced: Number(row.sequenced),
    integrated: Number(row.integrated),
    published: Number(row.published),
  };
}
