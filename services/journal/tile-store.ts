import type { EntityManager } from 'typeorm';
import { JournalError } from './errors';
import { coverRange, foldCover, type LeafRange } from './merkle';
import { locateNode, rootOfRun, type TileId } from './tiles';
import { HASH_SIZE } from './verify/tree-hash';

/**
 * The hashes of perfect nodes that cover each range, from the tiles, in one
 * query whatever the size of the log.
 *
 * @throws JournalError `log-truncated` where a tile or a part of it is missing
 */
export async function readCovers(tx: EntityManager, ranges: readonly LeafRange[]): Promise<Buffer[][]> {
  const covers = ranges.map((range) => coverRange(range).map(locateNode));
  const tiles = await readTiles(
    tx,
    covers.flat().map((place) => place.tile),
  );
  return covers.map((cover) =>
    cover.map(({ tile, first, count }) => {
      const hashes = tiles.get(tileKey(tile));
      if (hashes === undefined || hashes.length < (first + count) * HASH_SIZE) {
        throw new JournalError('log-truncated');
      }
      return rootOfRun(hashes, first, count);
    }),
  );
}

/** Roots of leaf ranges: what proofs are made of. */
export async function readRangeRoots(tx: EntityManager, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  return (await readCovers(tx, ranges)).map(foldCover);
}

/** Concatenated hashes of those tiles that exist, by {@link tileKey}. */
export async function readTiles(tx: EntityManager, ids: readonly TileId[]): Promise<Map<string, Buffer>> {
  const rows = await tx.query<{ level: number; index: string; hashes: Buffer }[]>(
    `select t.level, t.index, t.hashes from journal_tile t
     join (select distinct level, index from unnest($1::smallint[], $2::bigint[]) as u (level, index)) wanted
       on t.level = wanted.level and t.index = wanted.index`,
    [ids.map((id) => id.level), ids.map((id) => id.index)],
  );
  return new Map(rows.map((row) => [tileKey({ level: row.level, index: Number(row.index) }), row.hashes]));
}

export function tileKey(id: TileId): string {
  return `${id.level}/${id.index}`;
}
