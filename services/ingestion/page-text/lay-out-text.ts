import { joinWrappedCells } from './join-wrapped-cells';
import type { TextCell, TextLine } from './page-text';
import { repairText } from './repair-text';

/** A run of text as the PDF shows it, upright, in points from the page's top left corner. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A gap of this many ems separates two cells; a blank between words takes a quarter to a half. */
const CELL_GAP = 0.8;
/** Baselines this close, in ems, are one line: a value is often set larger than its label. */
const SAME_LINE = 0.35;

/** Orders placed runs into lines and cells. */
export function layOutText(runs: readonly PlacedText[]): TextLine[] {
  const pieces = runs
    .flatMap(splitAtWideBlanks)
    .map((run) => ({ ...run, text: repairText(run.text) }))
    .filter((run) => run.text.trim() !== '');
  const rows: PlacedText[][] = [];
  for (const piece of pieces.sort((a, b) => a.top - b.top || a.left - b.left)) {
    const row = rows.at(-1);
    if (row?.[0] && piece.top - row[0].top <= SAME_LINE * Math.max(piece.height, row[0].height))
      row.push(piece);
    else rows.push([piece]);
  }
  return joinWrappedCells(rows.map(layOutLine));
}

function layOutLine(row: PlacedText[]): TextLine {
  row.sort((a, b) => a.left - b.left);
  const cells: { text: string; left: number; right: number }[] = [];
  for (const run of row) {
    const cell = cells.at(-1);
    const gap = cell ? run.left - cell.right : Number.POSITIVE_INFINITY;
    if (!cell || gap > CELL_GAP * run.height) {
      cells.push({ text: run.text.trim(), left: run.left, right: run.left + run.width });
      continue;
    }
    // The same run drawn twice, a little beside itself, is how some producers print bold type.
    const doubled = gap < -0.5 * run.width && cell.text.endsWith(run.text.trim());
    if (doubled) continue;
    const blank = gap > 0.12 * run.height || /^\s|\s$/u.test(run.text);
    cell.text = `${cell.text}${blank ? ' ' : ''}${run.text.trim()}`;
    cell.right = Math.max(cell.right, run.left + run.width);
  }
  return {
    top: Math.min(...row.map((run) => run.top)),
    height: Math.max(...row.map((run) => run.height)),
    cells: cells satisfies TextCell[],
  };
}

/** Line printers write a whole line as one run: two blanks or more stand between its columns. */
function splitAtWideBlanks(run: PlacedText): PlacedText[] {
  if (!/\S/u.test(run.text) || !/\s{2,}/u.test(run.text)) return [run];
  const perLetter = run.width / run.text.length;
  return [...run.text.matchAll(/\S+(?:\s\S+)*/gu)].map((piece) => ({
    ...run,
    text: piece[0],
    left: run.left + piece.index * perLetter,
    width: piece[0].length * perLetter,
  }));
}
