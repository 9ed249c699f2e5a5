import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Lease } from '../chunks/lease';

/**
 * What only the whole shows: rows without a file, files with two rows, entries
 * that share bytes. Plain set operations, whatever the size of the batch.
 */
export async function settleExpansion(tx: EntityManager, batchId: string): Promise<void> {
  await tx.query(
    `update item set state = 'rejected', code = 'two-rows-for-file'
     where batch_id = $1 and state = 'pending' and file_key in (
       select file_key from item where batch_id = $1 group by file_key having count(*) > 1)`,
    [batchId],
  );
  await tx.query(
    `update item set state = 'rejected', code = 'file-missing'
     where batch_id = $1 and state = 'pending' and entry is null`,
    [batchId],
  );
  // Overlapping entries make a small archive unpack to a huge one; no honest tool writes them.
  // What is rejected already is never unpacked: its lies do not fall on its neighbours.
  await tx.query(
    `update item set state = 'rejected', code = 'entry-unsafe'
     where batch_id = $1 and state = 'pending' and id in (
       select id from (
         select id, (entry->>'headerOffset')::bigint as start,
           max((entry->>'headerOffset')::bigint + (entry->>'compressedSize')::bigint) over (
             order by (entry->>'headerOffset')::bigint, id rows between unbounded preceding and 1 preceding
           ) as covered
         from item where batch_id = $1 and entry is not null and state = 'pending') e
       where start < covered)`,
    [batchId],
  );
}

/** Cuts what is left to do into chunks of about `size` items, in archive order; none where nothing is pending. */
export async function insertMatchChunks(tx: EntityManager, lease: Lease, size: number): Promise<void> {
  const ranges: { first: number; last: number }[] = await tx.query(
    `select min(position) as first, max(position) as last
     from (select position, (row_number() over (order by position) - 1) / $2::int as range
           from item where batch_id = $1 and state = 'pending') p
     group by range order by range`,
    [lease.batchId, size],
  );
  await tx.query(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
     select id, $1, $2, $3, 'match', 'ready', first, last
     from unnest($4::uuid[], $5::integer[], $6::integer[]) as new (id, first, last)`,
    [
      lease.batchId,
      lease.employerId,
      lease.lane,
      ranges.map(() => uuidv7()),
      ranges.map((range) => range.first),
      ranges.map((range) => range.last),
    ],
  );
}
