import type { PerfectNode } from './merkle';
import { HASH_SIZE, hashChildren } from './verify/tree-hash';

/** Hashes in a full tile: 8 levels of the tree (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Tile `index` of a level: the hashes of tree nodes at height 8 * level. */
export interface TileId {
  readonly level: number;
  readonly index: number;
}

/** A tile as asked for: `width` hashes, 256 when full. */
export interface TileRequest extends TileId {
  readonly width: number;
}

/** Number of hashes that a level has in a tree of so many leaves. */
export function countLevelHashes(level: number, treeSize: number): number {
  return Math.floor(treeSize / TILE_WIDTH ** level);
}

/** How many hashes tile `id` has in a tree of so many leaves: 0..256. */
export function tileWidth(id: TileId, treeSize: number): number {
  return Math.min(TILE_WIDTH, Math.max(0, countLevelHashes(id.level, treeSize) - id.index * TILE_WIDTH));
}

/** The tile that a node's hash is read from, and which of its hashes make it up. */
export function locateNode(node: PerfectNode): { tile: TileId; first: number; count: number } {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const count = 2 ** (node.level % TILE_HEIGHT);
  const first = node.index * count;
  return {
    tile: { level, index: Math.floor(first / TILE_WIDTH) },
    first: first % TILE_WIDTH,
    count,
  };
}

/** Root of `count` hashes (a power of two) in a row of concatenated ones. */
export function rootOfRun(hashes: Buffer, first: number, count: number): Buffer {
  if (count === 1) return hashes.subarray(first * HASH_SIZE, (first + 1) * HASH_SIZE);
  const half = count / 2;
  return hashChildren(rootOfRun(hashes, first, half), rootOfRun(hashes, first + half, half));
}

/** `tile/<level>/<index>[.p/<width>]`, the index in groups of three digits (C2SP tlog-tiles). */
export function writeTilePath(tile: TileRequest): string {
  const digits = String(tile.index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const index = groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${tile.level}/${index}${tile.width === TILE_WIDTH ? '' : `.p/${tile.width}`}`;
}

const TILE_PATH = /^tile\/(\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** NULL for anything but the one spelling that `writeTilePath` gives. */
export function parseTilePath(path: string): TileRequest | null {
  const [, level, index, width] = TILE_PATH.exec(path) ?? [];
  if (level === undefined || index === undefined) return null;
  const tile = {
    level: Number(level),
    index: Number(index.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return tile.width >= 1 && writeTilePath(tile) === path ? tile : null;
}
