import { maskNir } from '../nir';
import type { TextCell } from './page-text';

const BETWEEN_CELLS = '\t';

/**
 * The cells of a line without NIR, one that is printed over several cells
 * included: its first cell then holds the mask, and cells it filled are dropped.
 */
export function maskLine(cells: readonly TextCell[]): TextCell[] {
  const masked = cells.map((cell) => ({ ...cell, text: maskNir(cell.text) }));
  const line = masked.map((cell) => cell.text).join(BETWEEN_CELLS);
  const whole = maskNir(line);
  if (whole === line) return masked;
  const texts = whole.split(BETWEEN_CELLS);
  const swallowed = masked.length - texts.length;
  // Before the mask cells stand where they stood; behind it, as many further on as it swallowed.
  const first = texts.findIndex((text, index) => text !== masked[index]?.text);
  return texts.map((text, index) => {
    const from = masked[index <= first ? index : index + swallowed];
    const to = masked[index < first ? index : index + swallowed];
    return { text, left: from?.left ?? 0, right: to?.right ?? 0 };
  });
}
