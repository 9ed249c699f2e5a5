import type { EntityManager } from 'typeorm';
import { readTiles, tileKey } from './tile-store';
import { parseTilePath, tileWidth } from './tiles';
import { HASH_SIZE } from './verify/tree-hash';

export interface PublishedCheckpoint {
  readonly size: number;
  /** The signed note (C2SP tlog-checkpoint), served as it stands. */
  readonly note: string;
  readonly at: Date;
}

/** The newest signed tree head; NULL before the first entry was published. Any scope, `sign-in` for the public. */
export async function readCheckpoint(tx: EntityManager): Promise<PublishedCheckpoint | null> {
  const [row] = await tx.query<{ size: string; note: string; at: Date }[]>(
    'select size, note, at from journal_checkpoint order by size desc limit 1',
  );
  return row === undefined ? null : { size: Number(row.size), note: row.note, at: row.at };
}

/**
 * A tile by its path (`tile/<level>/<index>[.p/<width>]`, C2SP tlog-tiles):
 * `width` hashes of 32 bytes. NULL for a path that names none, or one that goes
 * beyond the published tree.
 */
export async function readTile(tx: EntityManager, path: string): Promise<Buffer | null> {
  const wanted = parseTilePath(path);
  const checkpoint = wanted === null ? null : await readCheckpoint(tx);
  if (wanted === null || checkpoint === null) return null;
  if (wanted.width > tileWidth(wanted, checkpoint.size)) return null;
  const hashes = (await readTiles(tx, [wanted])).get(tileKey(wanted));
  return hashes === undefined || hashes.length < wanted.width * HASH_SIZE
    ? null
    : hashes.subarray(0, wanted.width * HASH_SIZE);
}
