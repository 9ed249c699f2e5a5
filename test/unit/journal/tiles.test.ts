import fc from 'fast-check';
import { coverRange } from '../../../services/journal/merkle';
import {
  countLevelHashes,
  locateNode,
  parseTilePath,
  rootOfRun,
  tileWidth,
  writeTilePath,
} from '../../../services/journal/tiles';
import { hashChildren, hashLeaf } from '../../../services/journal/verify/tree-hash';

describe('tile paths (C2SP tlog-tiles)', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 1_000, width: 256 }, 'tile/1/x001/000'],
    [{ level: 3, index: 999, width: 7 }, 'tile/3/999.p/7'],
    [{ level: 1, index: 273, width: 112 }, 'tile/1/273.p/112'],
  ])('%j is %s', (tile, path) => {
    expect(writeTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    '',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/0/x001/x234/067.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/08',
    'tile/0/000.p/',
    'tile/00/000',
    'tile/0/001/234',
    'tile/0/x001',
    'tile/entries/000',
    'tile/0/000\n',
    '/tile/0/000',
    'tile/0/../000',
  ])('%j names no tile', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('knows the width of each tile at a tree size: 70000 leaves as the specification counts them', () => {
    expect(countLevelHashes(0, 70_000)).toBe(70_000);
    expect(tileWidth({ level: 0, index: 272 }, 70_000)).toBe(256);
    expect(tileWidth({ level: 0, index: 273 }, 70_000)).toBe(112);
    expect(tileWidth({ level: 0, index: 274 }, 70_000)).toBe(0);
    expect(tileWidth({ level: 1, index: 0 }, 70_000)).toBe(256);
    expect(tileWidth({ level: 1, index: 1 }, 70_000)).toBe(17);
    expect(tileWidth({ level: 2, index: 0 }, 70_000)).toBe(1);
    expect(tileWidth({ level: 3, index: 0 }, 70_000)).toBe(0);
  });
});

describe('locateNode', () => {
  it('finds every perfect node of a big log inside one tile that its size has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (size) => {
        for (const node of coverRange({ from: 0, to: size })) {
          const { tile, first, count } = locateNode(node);
          expect(first + count).toBeLessThanOrEqual(tileWidth(tile, size));
          const leavesPerHash = 256 ** tile.level;
          expect((tile.index * 256 + first) * leavesPerHash).toBe(node.index * 2 ** node.level);
          expect(count * leavesPerHash).toBe(2 ** node.level);
        }
      }),
    );
  });

  it('folds a run of hashes as the tree does', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((text) => hashLeaf(Buffer.from(text)));
    if (!a || !b || !c || !d) throw new Error('unreachable');
    const row = Buffer.concat([a, b, c, d]);
    expect(rootOfRun(row, 0, 4)).toEqual(hashChildren(hashChildren(a, b), hashChildren(c, d)));
    expect(rootOfRun(row, 2, 2)).toEqual(hashChildren(c, d));
    expect(rootOfRun(row, 3, 1)).toEqual(d);
  });
});
