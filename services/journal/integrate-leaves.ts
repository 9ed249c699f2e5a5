import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import { JournalError } from './errors';
import { readCommitments } from './leaf-store';
import { LOG_ACTOR, lockLog } from './log-row';
import { readTiles, tileKey } from './tile-store';
import { countLevelHashes, rootOfRun, TILE_WIDTH } from './tiles';
import { HASH_SIZE, hashLeaf } from './verify/tree-hash';

interface TileWrite {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
}

/**
 * Hashes sequenced leaves into the tiles. One transaction: a crash before its
 * commit leaves the tiles as they were, and the same leaves come again.
 *
 * @returns leaves integrated, at most `limit`
 * @throws JournalError `log-truncated` when leaves or tiles are missing
 */
export function integrateLeaves(
  deps: { readonly unitOfWork: UnitOfWork; readonly origin: string },
  limit: number,
): Promise<number> {
  return deps.unitOfWork.run(LOG_ACTOR, async (tx) => {
    const { sequenced, integrated } = await lockLog(tx, deps.origin);
    const target = Math.min(sequenced, integrated + limit);
    if (target === integrated) return 0;
    const commitments = await readCommitments(tx, integrated, target);
    const tiles: TileWrite[] = [];
    let added = commitments.map(hashLeaf);
    for (let level = 0; added.length > 0; level += 1) {
      const grown = await growLevel(tx, level, countLevelHashes(level, integrated), added);
      tiles.push(...grown);
      // A tile that is full now is one hash of the level above.
      added = grown
        .filter((tile) => tile.hashes.length === TILE_WIDTH * HASH_SIZE)
        .map((tile) => rootOfRun(tile.hashes, 0, TILE_WIDTH));
    }
    await tx.query(
      `insert into journal_tile (level, index, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
       on conflict (level, index) do update set hashes = excluded.hashes`,
      [tiles.map((tile) => tile.level), tiles.map((tile) => tile.index), tiles.map((tile) => tile.hashes)],
    );
    await tx.query('update journal_log set integrated = $1', [target]);
    return target - integrated;
  });
}

/** The tiles of a level that `added` hashes change, with all their hashes; `count` were there before. */
async function growLevel(
  tx: EntityManager,
  level: number,
  count: number,
  added: readonly Buffer[],
): Promise<TileWrite[]> {
  const first = Math.floor(count / TILE_WIDTH);
  const before = (await readTiles(tx, [{ level, index: first }])).get(tileKey({ level, index: first }));
  const kept = before ?? Buffer.alloc(0);
  if (kept.length !== (count % TILE_WIDTH) * HASH_SIZE) throw new JournalError('log-truncated');
  const row = Buffer.concat([kept, ...added]);
  const tiles: TileWrite[] = [];
  for (let at = 0; at < row.length; at += TILE_WIDTH * HASH_SIZE) {
    tiles.push({
      level,
      index: first + at / (TILE_WIDTH * HASH_SIZE),
      hashes: row.subarray(at, at + TILE_WIDTH * HASH_SIZE),
    });
  }
  return tiles;
}
