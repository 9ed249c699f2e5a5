import { findLabels, type Labelled } from './find-labels';
import type { TextCell, TextLine } from './page-text';

/** A text that may be a label's value. */
export interface Candidate {
  readonly text: string;
  /** It stands in a cell of its own: nothing but the value is expected there. */
  readonly isCell: boolean;
}

/** A label and the texts that may be its value, the likeliest first. */
export interface LocatedField extends Labelled {
  readonly candidates: readonly Candidate[];
}

/** Colons are often aligned in a column of their own. */
const COLON = /^[\s:=]+/u;

/** A value stands at most this many line heights below its label. */
const BELOW = 3.2;

/**
 * The labels of some lines with their values: behind the label in its cell, in
 * the next cell, or in the cell below. A cell that itself begins with a label
 * is nobody's value.
 */
export function locateFields(lines: readonly TextLine[]): LocatedField[] {
  const labels = lines.map((line) => line.cells.map((cell) => findLabels(cell.text)));
  return lines.flatMap((line, row) => {
    const isHead = isHeadRow(labels[row] ?? []);
    return line.cells.flatMap((cell, column) =>
      (labels[row]?.[column] ?? []).map((label, index, inCell) => {
        if (label.value !== '') return { ...label, candidates: [{ text: label.value, isCell: false }] };
        // A word in a sentence has its value in the sentence; of several labels in a cell, only the last looks on.
        if (!label.isField || index < inCell.length - 1) return { ...label, candidates: [] };
        const next = free(line.cells[column + 1], labels[row]?.[column + 1]);
        const right = next ? [next.text, restOfLine(line, labels[row] ?? [], column + 1)] : [];
        const below = cellBelow(lines, labels, row, cell);
        const texts = isHead ? [...below, ...right] : [...right, ...below];
        return {
          ...label,
          candidates: texts.map((text) => ({ text: text.replace(COLON, ''), isCell: true })),
        };
      }),
    );
  });
}

/** The head of a table: mostly labels without colon or value. Where each is followed by its value, it is none. */
function isHeadRow(labels: readonly (readonly Labelled[])[]): boolean {
  const heads = labels.filter(([label]) => label && label.value === '' && !label.hasColon).length;
  return heads >= 2 && heads > labels.length - heads;
}

function free(cell: TextCell | undefined, labels: readonly Labelled[] | undefined): TextCell | undefined {
  return labels?.some((label) => label.isField) ? undefined : cell;
}

/** Some values run over several cells: `du 01/10/2026 | au 31/10/2026`. */
function restOfLine(line: TextLine, labels: readonly (readonly Labelled[])[], from: number): string {
  const end = line.cells.findIndex(
    (_, column) => column > from && labels[column]?.some((label) => label.isField),
  );
  return line.cells
    .slice(from, end < 0 ? undefined : end)
    .map((cell) => cell.text)
    .join(' ');
}

function cellBelow(
  lines: readonly TextLine[],
  labels: readonly (readonly (readonly Labelled[])[])[],
  row: number,
  label: TextCell,
): string[] {
  const from = lines[row];
  if (!from) return [];
  for (let below = row + 1; below < lines.length; below += 1) {
    const line = lines[below];
    if (!line || line.top - from.top > BELOW * Math.max(from.height, line.height)) return [];
    const column = closest(line.cells, label);
    if (column < 0) continue;
    const cell = free(line.cells[column], labels[below]?.[column]);
    return cell ? [cell.text] : [];
  }
  return [];
}

/** Of the cells that stand under the label, the one that shares most of its width. */
function closest(cells: readonly TextCell[], label: TextCell): number {
  const shared = cells.map((cell) => Math.min(cell.right, label.right) - Math.max(cell.left, label.left));
  const most = Math.max(...shared);
  return most > 0 ? shared.indexOf(most) : -1;
}
