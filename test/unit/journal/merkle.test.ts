import fc from 'fast-check';
import {
  CompactTree,
  consistencyRanges,
  coverRange,
  foldCover,
  inclusionRanges,
  type LeafRange,
} from '../../../services/journal/merkle';
import { verifyConsistency, verifyInclusion } from '../../../services/journal/verify/merkle-proof';
import { emptyRoot, hashChildren, hashLeaf } from '../../../services/journal/verify/tree-hash';

/** Leaves and roots of certificate-transparency's merkle tree tests (cpp/merkletree/merkle_tree_test.cc). */
const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** PATH vectors of the same source: leaf (from 0), size, proof. */
const CT_PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
];
/** PROOF vectors of the same source: old size, new size, proof. */
const CT_PROOFS: [number, number, string[]][] = [
  [1, 1, []],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

/** MTH of RFC 9162, 2.1.1, word for word: slow and obvious. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return emptyRoot();
  if (leaves.length === 1) return hashLeaf(only);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hashChildren(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

function proofFrom(leaves: readonly Buffer[], ranges: readonly LeafRange[]): Buffer[] {
  return ranges.map(({ from, to }) => naiveRoot(leaves.slice(from, to)));
}

function makeLeaves(count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => Buffer.from(`leaf ${n}`));
}

const ctLeaves = CT_LEAVES.map((hex) => Buffer.from(hex, 'hex'));

describe('published vectors of RFC 6962', () => {
  it('has the known root at each size', () => {
    const tree = new CompactTree();
    expect(tree.root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const roots = ctLeaves.map((leaf) => {
      tree.append(hashLeaf(leaf));
      return tree.root().toString('hex');
    });
    expect(roots).toEqual(CT_ROOTS);
  });

  it.each(CT_PATHS)('proves leaf %d of %d by the known path', (index, size, expected) => {
    const proof = proofFrom(ctLeaves, inclusionRanges(index, size));
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(expected);
    const root = Buffer.from(CT_ROOTS[size - 1] ?? '', 'hex');
    const leafHash = hashLeaf(ctLeaves[index] ?? Buffer.alloc(0));
    expect(verifyInclusion({ leafHash, index, size, root, proof })).toBe(true);
  });

  it.each(CT_PROOFS)('proves size %d to %d by the known hashes', (oldSize, newSize, expected) => {
    const proof = proofFrom(ctLeaves, consistencyRanges(oldSize, newSize));
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(expected);
    const oldRoot = Buffer.from(CT_ROOTS[oldSize - 1] ?? '', 'hex');
    const newRoot = Buffer.from(CT_ROOTS[newSize - 1] ?? '', 'hex');
    expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof })).toBe(true);
  });
});

describe('against the definition', () => {
  const size = fc.integer({ min: 1, max: 300 });

  it('a compact tree has the root of the definition, also when resumed from its cover', () => {
    fc.assert(
      fc.property(size, fc.nat({ max: 300 }), (total, cut) => {
        const leaves = makeLeaves(total);
        const from = Math.min(cut, total);
        const cover = coverRange({ from: 0, to: from }).map(({ level, index }) =>
          naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
        const tree = new CompactTree(from, cover);
        for (const leaf of leaves.slice(from)) tree.append(hashLeaf(leaf));
        expect(tree.size).toBe(total);
        expect(tree.root()).toEqual(naiveRoot(leaves));
      }),
      { numRuns: 60 },
    );
  });

  it('every proof range folds from perfect nodes to the root of the definition', () => {
    fc.assert(
      fc.property(size, fc.nat(), (total, seed) => {
        const leaves = makeLeaves(total);
        for (const range of inclusionRanges(seed % total, total)) {
          const cover = coverRange(range).map(({ level, index }) =>
            naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
          );
          expect(foldCover(cover)).toEqual(naiveRoot(leaves.slice(range.from, range.to)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every leaf of every size is proven, by no more than ceil(log2 n) hashes', () => {
    for (let total = 1; total <= 70; total += 1) {
      const leaves = makeLeaves(total);
      const root = naiveRoot(leaves);
      leaves.forEach((leaf, index) => {
        const proof = proofFrom(leaves, inclusionRanges(index, total));
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(total)));
        expect(verifyInclusion({ leafHash: hashLeaf(leaf), index, size: total, root, proof })).toBe(true);
      });
    }
  });

  it('every growth is proven consistent', () => {
    for (let total = 1; total <= 40; total += 1) {
      const leaves = makeLeaves(total);
      for (let old = 1; old <= total; old += 1) {
        const proof = proofFrom(leaves, consistencyRanges(old, total));
        expect(
          verifyConsistency({
            oldSize: old,
            oldRoot: naiveRoot(leaves.slice(0, old)),
            newSize: total,
            newRoot: naiveRoot(leaves),
            proof,
          }),
        ).toBe(true);
      }
    }
  });

  it('a proof holds for no other leaf, place, size, root, or altered path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 130 }), fc.nat(), fc.nat(), (total, a, b) => {
        const leaves = makeLeaves(total);
        const index = a % total;
        const proof = proofFrom(leaves, inclusionRanges(index, total));
        const claim = { leafHash: hashLeaf(leaves[index] ?? Buffer.alloc(0)), index, size: total, proof };
        const root = naiveRoot(leaves);
        const other = (index + 1 + (b % (total - 1))) % total;
        const altered = proof.map((hash, n) => (n === b % proof.length ? hashLeaf(hash) : hash));
        expect(verifyInclusion({ ...claim, root })).toBe(true);
        expect(
          verifyInclusion({ ...claim, root, leafHash: hashLeaf(leaves[other] ?? Buffer.alloc(0)) }),
        ).toBe(false);
        expect(verifyInclusion({ ...claim, root, index: other })).toBe(false);
        expect(verifyInclusion({ ...claim, root, index: total })).toBe(false);
        expect(verifyInclusion({ ...claim, root, index: -1 })).toBe(false);
        expect(verifyInclusion({ ...claim, root: hashLeaf(root) })).toBe(false);
        expect(verifyInclusion({ ...claim, root, proof: altered })).toBe(false);
        expect(verifyInclusion({ ...claim, root, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...claim, root, proof: [...proof, root] })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('a tree whose past was rewritten is proven by no consistency proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 90 }), fc.nat(), fc.nat(), (total, a, b) => {
        const leaves = makeLeaves(total);
        const old = 1 + (a % (total - 1));
        const rewritten = leaves.map((leaf, n) => (n === b % old ? Buffer.from('rewritten') : leaf));
        const claim = { oldSize: old, newSize: total, newRoot: naiveRoot(rewritten) };
        const proof = proofFrom(rewritten, consistencyRanges(old, total));
        expect(verifyConsistency({ ...claim, oldRoot: naiveRoot(leaves.slice(0, old)), proof })).toBe(false);
        expect(verifyConsistency({ ...claim, oldRoot: naiveRoot(rewritten.slice(0, old)), proof })).toBe(
          true,
        );
        expect(verifyConsistency({ ...claim, oldSize: 0, oldRoot: emptyRoot(), proof })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
