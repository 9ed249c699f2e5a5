import { findLabels } from './find-labels';
import type { TextCell, TextLine } from './page-text';

/** Lines of one paragraph stand at least this far apart, in line heights: closer ones are of different cells. */
const INTERLEAVED = 0.95;
/** A line that goes on in the next stands at most this far above it, in line heights. */
const NEXT_LINE = 1.6;
/** Rows of a table stand further apart than the lines within one: by this factor at least. */
const ROW_GAP = 1.15;
/** PDFium tells places in single precision: what differs by less than this, in points, is the same. */
const HAIR = 0.01;
/** The lines of one cell begin at the same place, to this many points. */
const SAME_LEFT = 1.5;

/**
 * Puts together what a table broke over two lines. Where the other cells of the
 * row are centred beside it, the two halves stand half a line above and half a
 * line below them, closer than lines of text ever are. A word broken at its
 * hyphen goes on below, however the row is aligned.
 */
export function joinWrappedCells(lines: readonly TextLine[]): TextLine[] {
  const joined = [...lines];
  for (let at = 1; at + 1 < joined.length; at += 1) {
    const [above, row, below] = joined.slice(at - 1, at + 2) as [TextLine, TextLine, TextLine];
    if (!isInterleaved(above, row) || !isInterleaved(row, below)) continue;
    const pairs = pairsOf(above, below);
    if (pairs.length === 0 || pairs.some((pair) => areTwoRows(joined, at, pair))) continue;
    joined.splice(
      at - 1,
      3,
      ...without(above, new Set(pairs.map(([upper]) => upper))),
      { ...row, cells: inOrder([...row.cells, ...pairs.map(([upper, lower]) => join(upper, lower))]) },
      ...without(below, new Set(pairs.map(([, lower]) => lower))),
    );
  }
  return joinHyphenated(joined);
}

function isInterleaved(upper: TextLine, lower: TextLine): boolean {
  return lower.top - upper.top < INTERLEAVED * Math.min(upper.height, lower.height) - HAIR;
}

/** Rows of their own, beside text of another grid: two labels, or two of a column of equal steps. */
function areTwoRows(lines: readonly TextLine[], at: number, [upper, lower]: [TextCell, TextCell]): boolean {
  if (beginsWithLabel(upper) && beginsWithLabel(lower)) return true;
  const [above, below] = [lines[at - 1]?.top ?? 0, lines[at + 1]?.top ?? 0];
  const step = ROW_GAP * (below - above) + HAIR;
  return lines.some(
    (line) =>
      ((line.top < above && above - line.top <= step) || (line.top > below && line.top - below <= step)) &&
      line.cells.some((cell) => beginsBelow(cell, upper)),
  );
}

function beginsWithLabel(cell: TextCell): boolean {
  return findLabels(cell.text).some((label) => label.isField);
}

function joinHyphenated(lines: readonly TextLine[]): TextLine[] {
  const joined = [...lines];
  for (let at = 0; at + 1 < joined.length; at += 1) {
    const [upper, lower] = joined.slice(at, at + 2) as [TextLine, TextLine];
    if (lower.top - upper.top > NEXT_LINE * Math.min(upper.height, lower.height)) continue;
    const pairs = pairsOf(upper, lower).filter(
      ([first, second]) => /\p{L}-$/u.test(first.text) && /^\p{L}/u.test(second.text),
    );
    if (pairs.length === 0) continue;
    const ended = new Map(pairs.map(([first, second]) => [first, join(first, second)]));
    joined.splice(
      at,
      2,
      { ...upper, cells: upper.cells.map((cell) => ended.get(cell) ?? cell) },
      ...without(lower, new Set(pairs.map(([, second]) => second))),
    );
  }
  return joined;
}

/** Cells of the one line that go on in the other. */
function pairsOf(upper: TextLine, lower: TextLine): [TextCell, TextCell][] {
  return upper.cells.flatMap((cell): [TextCell, TextCell][] => {
    const under = lower.cells.find((other) => beginsBelow(other, cell));
    return under ? [[cell, under]] : [];
  });
}

function beginsBelow(one: TextCell, other: TextCell): boolean {
  return Math.abs(one.left - other.left) <= SAME_LEFT;
}

function join(upper: TextCell, lower: TextCell): TextCell {
  const text = `${upper.text}${upper.text.endsWith('-') ? '' : ' '}${lower.text}`;
  return { text, left: upper.left, right: Math.max(upper.right, lower.right) };
}

function without(line: TextLine, taken: ReadonlySet<TextCell>): TextLine[] {
  const cells = line.cells.filter((cell) => !taken.has(cell));
  return cells.length === 0 ? [] : [{ ...line, cells }];
}

function inOrder(cells: readonly TextCell[]): TextCell[] {
  return [...cells].sort((a, b) => a.left - b.left);
}
