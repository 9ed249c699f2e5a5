import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { EmployerRecords } from '../../directory/employer-records';
import type { ArchiveEntry } from '../archive/list-entries';
import { fileKey, type ItemClaim, parseClaim, sealClaim } from '../items/claim';
import type { ManifestRow } from '../manifest/manifest-row';

export interface NewItem {
  readonly position: number;
  readonly claim: ItemClaim;
  readonly key: Buffer;
  readonly entry: ArchiveEntry | null;
  readonly code: string | null;
}

export interface ItemTarget {
  readonly batchId: string;
  readonly records: EmployerRecords;
}

/** One pending item per manifest row; a row that nothing can save is rejected at once. */
export async function recordManifestRows(
  tx: EntityManager,
  target: ItemTarget,
  rows: readonly ManifestRow[],
  folder: string,
  maxFieldCharacters: number,
): Promise<void> {
  await insertItems(
    tx,
    target,
    rows.map((row) => {
      const path = `${folder}${row.file.replaceAll('\\', '/')}`;
      const { claim, flaw } = parseClaim({ ...row, file: path }, maxFieldCharacters);
      return { position: row.number, claim, key: fileKey(target.records, path), entry: null, code: flaw };
    }),
  );
}

/**
 * Tells each item where its file lies. Entries that no row names become rejected
 * items of their own: what was received is never dropped.
 *
 * @param nextPosition of the first such item
 * @returns how many were added
 */
export async function recordEntries(
  tx: EntityManager,
  target: ItemTarget,
  entries: readonly ArchiveEntry[],
  nextPosition: number,
): Promise<number> {
  const keyed = entries.map((entry) => ({ entry, key: fileKey(target.records, entry.path) }));
  // A second entry under one name: which of the two the sender meant cannot be known.
  await tx.query(
    `update item set state = 'rejected', code = 'entry-unsafe', reason = 'its name occurs twice in the archive'
     where batch_id = $1 and entry is not null and file_key = any ($2::bytea[])`,
    [target.batchId, keyed.map(({ key }) => key)],
  );
  const named: { key: Buffer }[] = await tx.query(
    `with located as (
       update item i set entry = e.entry::jsonb, state = case when e.flaw is null then i.state else 'rejected' end,
         code = coalesce(i.code, e.flaw)
       from (select key, (array_agg(entry))[1] as entry,
               case when count(*) > 1 then 'entry-unsafe' else min(flaw) end as flaw
             from unnest($2::bytea[], $3::text[], $4::text[]) as u (key, entry, flaw) group by key) e
       where i.batch_id = $1 and i.file_key = e.key and i.entry is null returning i.file_key)
     select distinct k.key from unnest($2::bytea[]) as k (key)
     where exists (select 1 from located l where l.file_key = k.key)
        or exists (select 1 from item i where i.batch_id = $1 and i.file_key = k.key)`,
    [
      target.batchId,
      keyed.map(({ key }) => key),
      keyed.map(({ entry }) => JSON.stringify(locationOf(entry))),
      keyed.map(({ entry }) => entry.flaw),
    ],
  );
  const known = new Set(named.map(({ key }) => key.toString('hex')));
  const unnamed = keyed.filter(({ key }) => !known.has(key.toString('hex')));
  await insertItems(
    tx,
    target,
    unnamed.map(({ entry, key }, at) => ({
      position: nextPosition + at,
      claim: parseClaim({ number: 0, file: entry.path }, Number.POSITIVE_INFINITY).claim,
      key,
      entry,
      code: entry.flaw ?? 'not-in-manifest',
    })),
  );
  return unnamed.length;
}

function locationOf({ path: _path, flaw: _flaw, ...location }: ArchiveEntry) {
  return location;
}

export async function insertItems(
  tx: EntityManager,
  target: ItemTarget,
  items: readonly NewItem[],
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(() => uuidv7());
  await tx.query(
    `insert into item (id, batch_id, employer_id, position, state, code, file_key, sealed_claim, entry)
     select id, $1, $2, position, case when code is null then 'pending' else 'rejected' end, code, key, claim,
       entry::jsonb
     from unnest($3::uuid[], $4::integer[], $5::text[], $6::bytea[], $7::bytea[], $8::text[])
       as new (id, position, code, key, claim, entry)`,
    [
      target.batchId,
      target.records.employerId,
      ids,
      items.map((item) => item.position),
      items.map((item) => item.code),
      items.map((item) => item.key),
      items.map((item, at) => sealClaim(target.records, ids[at] ?? '', item.claim)),
      items.map((item) => (item.entry === null ? null : JSON.stringify(locationOf(item.entry)))),
    ],
  );
}
