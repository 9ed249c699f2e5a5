import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import { JournalError } from './errors';
import { LOG_ACTOR, lockLog } from './log-row';

/**
 * Gives pending entries their indices: contiguous, for ever. One transaction: a
 * crash before its commit leaves the entries pending, after it they have their
 * place, and neither loses or doubles one.
 *
 * @returns entries that got an index, at most `limit`
 * @throws JournalError `log-truncated` when leaves that had an index are gone
 */
export function sequenceEntries(
  deps: { readonly unitOfWork: UnitOfWork; readonly origin: string },
  limit: number,
): Promise<number> {
  return deps.unitOfWork.run(LOG_ACTOR, async (tx) => {
    const { sequenced } = await lockLog(tx, deps.origin);
    const [end] = await tx.query<{ size: string }[]>(
      'select coalesce(max(index) + 1, 0) as size from journal_leaf',
    );
    // An index once given is never given again, not even when its leaf was removed.
    if (Number(end?.size) !== sequenced) throw new JournalError('log-truncated');
    const [taken] = await tx.query<{ count: string; entries: string }[]>(SEQUENCE, [limit, sequenced]);
    const count = Number(taken?.count);
    if (Number(taken?.entries) !== count) throw new JournalError('log-truncated');
    if (count > 0) await tx.query('update journal_log set sequenced = sequenced + $1::bigint', [count]);
    return count;
  });
}

const SEQUENCE = `with taken as (
    delete from journal_pending where position in (select position from journal_pending order by position limit $1)
    returning position, entry_id
  ), placed as (
    insert into journal_leaf (index, entry_id, commitment)
    select $2::bigint + row_number() over (order by t.position) - 1, t.entry_id, e.commitment
    from taken t join journal_entry e on e.id = t.entry_id
    returning 1
  )
  select (select count(*) from taken) as count, (select count(*) from placed) as entries`;
