import { consistencyRanges, coverRange, foldCover } from '../../journal/merkle';
import { locateNode, rootOfRun, type TileRequest, tileWidth, writeTilePath } from '../../journal/tiles';
import { HASH_SIZE } from '../../journal/verify/tree-hash';

/** Hashes of a tile, by its path (`tile/<level>/<index>[.p/<width>]`, C2SP tlog-tiles). */
export type ReadTile = (path: string) => Promise<Buffer>;

/**
 * The proof that the tree of `newSize` leaves begins with that of `oldSize` (RFC 9162, 2.1.4), out of
 * the public tiles of the new one: a few, whatever the sizes. Nothing here is trusted: who verifies the
 * proof finds every wrong hash.
 *
 * @returns NULL where a tile is not as long as it says
 */
export async function readConsistencyProof(
  oldSize: number,
  newSize: number,
  readTile: ReadTile,
): Promise<Buffer[] | null> {
  const covers = consistencyRanges(oldSize, newSize).map((range) => coverRange(range).map(locateNode));
  const wanted = new Map<string, TileRequest>();
  for (const { tile } of covers.flat()) {
    const request = { ...tile, width: tileWidth(tile, newSize) };
    wanted.set(writeTilePath(request), request);
  }
  const tiles = new Map<string, Buffer>();
  for (const [path, { width }] of wanted) {
    const hashes = await readTile(path);
    if (hashes.length !== width * HASH_SIZE) return null;
    tiles.set(path, hashes);
  }
  return covers.map((cover) =>
    foldCover(
      cover.map(({ tile, first, count }) => {
        const hashes = tiles.get(writeTilePath({ ...tile, width: tileWidth(tile, newSize) }));
        return rootOfRun(hashes ?? Buffer.alloc(0), first, count);
      }),
    ),
  );
}
