import { hashChildren } from './tree-hash';

/**
 * Whether the leaf stands at `index` of the tree with this size and root
 * (RFC 9162, 2.1.3.2). Every argument may come from an adversary.
 */
export function verifyInclusion(claim: {
  readonly leafHash: Buffer;
  readonly index: number;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
}): boolean {
  const { index, size } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false;
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = claim.leafHash;
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = hashChildren(sibling, hash);
      // Up to where the path is a right child again: levels without a sibling add nothing.
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = hashChildren(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && hash.equals(claim.root);
}

/**
 * Whether the tree of `newSize` begins with the tree of `oldSize`
 * (RFC 9162, 2.1.4.2). Every argument may come from an adversary.
 */
export function verifyConsistency(claim: {
  readonly oldSize: number;
  readonly oldRoot: Buffer;
  readonly newSize: number;
  readonly newRoot: Buffer;
  readonly proof: readonly Buffer[];
}): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize)) return false;
  if (oldSize < 1 || oldSize > newSize) return false;
  if (oldSize === newSize) return claim.proof.length === 0 && oldRoot.equals(newRoot);
  const proof = isPowerOfTwo(oldSize) ? [oldRoot, ...claim.proof] : claim.proof;
  const [first, ...rest] = proof;
  if (first === undefined) return false;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      oldHash = hashChildren(sibling, oldHash);
      newHash = hashChildren(sibling, newHash);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      newHash = hashChildren(newHash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
}

// Sizes go beyond 32 bits: no bitwise operators.
function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (!isOdd(rest)) rest = half(rest);
  return rest === 1;
}
