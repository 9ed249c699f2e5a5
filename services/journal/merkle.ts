import { emptyRoot, hashChildren } from './verify/tree-hash';

/** Leaves from..to of the log, `to` excluded. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** Root of the 2^level leaves that begin at index * 2^level: never changes once they exist. */
export interface PerfectNode {
  readonly level: number;
  readonly index: number;
}

/**
 * The leaf ranges whose roots prove that leaf `index` stands in a tree of
 * `size` leaves, in proof order (PATH of RFC 9162, 2.1.3.1).
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  return path(index, { from: 0, to: size });
}

function path(index: number, range: LeafRange): LeafRange[] {
  if (range.to - range.from === 1) return [];
  const middle = range.from + splitPoint(range.to - range.from);
  const left = { from: range.from, to: middle };
  const right = { from: middle, to: range.to };
  return index < middle ? [...path(index, left), right] : [...path(index, right), left];
}

/**
 * The leaf ranges whose roots prove that the tree of `newSize` leaves begins
 * with that of `oldSize` (PROOF of RFC 9162, 2.1.4.1).
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  return subproof(oldSize, { from: 0, to: newSize }, true);
}

function subproof(oldSize: number, range: LeafRange, whole: boolean): LeafRange[] {
  if (oldSize === range.to) return whole ? [] : [range];
  const middle = range.from + splitPoint(range.to - range.from);
  const left = { from: range.from, to: middle };
  const right = { from: middle, to: range.to };
  return oldSize <= middle
    ? [...subproof(oldSize, left, whole), right]
    : [...subproof(oldSize, right, false), left];
}

/** Largest power of two below `count`. */
function splitPoint(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** The fewest perfect subtrees that make up a range, left to right. */
export function coverRange(range: LeafRange): PerfectNode[] {
  const nodes: PerfectNode[] = [];
  let at = range.from;
  while (at < range.to) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= range.to) {
      level += 1;
      width *= 2;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** Root of a range from the hashes of its cover: they fold from the right (RFC 9162, 2.1.1). */
export function foldCover(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot();
  return hashes.reduceRight((right, left) => hashChildren(left, right));
}

/** A tree that grows at its right edge and keeps its cover only: log2(size) hashes. */
export class CompactTree {
  readonly #cover: { hash: Buffer; level: number }[];
  #size: number;

  /** @param cover hashes of `coverRange({ from: 0, to: size })` */
  constructor(size = 0, cover: readonly Buffer[] = []) {
    const nodes = coverRange({ from: 0, to: size });
    this.#size = size;
    this.#cover = cover.map((hash, position) => ({ hash, level: nodes[position]?.level ?? 0 }));
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Buffer): void {
    let node = { hash: leafHash, level: 0 };
    for (let left = this.#cover.at(-1); left?.level === node.level; left = this.#cover.at(-1)) {
      this.#cover.pop();
      node = { hash: hashChildren(left.hash, node.hash), level: node.level + 1 };
    }
    this.#cover.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    return foldCover(this.#cover.map((node) => node.hash));
  }
}
