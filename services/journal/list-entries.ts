import type { EntityManager } from 'typeorm';
import type { EntryPayload } from './entry';

export interface ListedEntry {
  readonly id: string;
  readonly payload: EntryPayload;
}

/**
 * A page of the trace of these subjects (an account may own several vaults),
 * newest first, as far as the caller may see it.
 *
 * @param page.before id of the last entry of the page before; absent for the first
 */
export async function listEntries(
  tx: EntityManager,
  subjectIds: readonly string[],
  page: { readonly limit: number; readonly before?: string },
): Promise<ListedEntry[]> {
  const rows = await tx.query<{ id: string; payload: string }[]>(
    `select e.id, e.payload from unnest($1::uuid[]) as s (id)
     cross join lateral (
       select id, payload from journal_entry
       where subject_id = s.id and id < $2::uuid order by id desc limit $3
     ) e order by e.id desc limit $3`,
    [subjectIds, page.before ?? AFTER_ALL, page.limit],
  );
  return rows.map((row) => ({ id: row.id, payload: parsePayload(row.payload) }));
}

/** Above every UUIDv7: a plain comparison, so that the index serves the first page and the last alike. */
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Written by `append` alone; who doubts the database asks for a proof. */
function parsePayload(text: string): EntryPayload {
  const payload: EntryPayload = JSON.parse(text);
  return payload;
}
