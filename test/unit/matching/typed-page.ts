import { layOutText } from '../../../services/ingestion/page-text/lay-out-text';
import { maskLine } from '../../../services/ingestion/page-text/mask-line';
import type { PageText } from '../../../services/ingestion/page-text/page-text';

const LETTER_WIDTH = 5;
const LINE_HEIGHT = 10;

/** A page typed as a line printer would: columns are where the letters stand, two blanks part cells. */
export function typedPage(text: string): PageText {
  const runs = text.split('\n').map((line, row) => ({
    text: line,
    left: 0,
    top: (row + 1) * LINE_HEIGHT * 1.2,
    width: line.length * LETTER_WIDTH,
    height: LINE_HEIGHT,
  }));
  const lines = layOutText(runs.filter((run) => run.text.trim() !== ''));
  return {
    number: 1,
    hasDrawing: false,
    lines: lines.map((line) => ({ ...line, cells: maskLine(line.cells) })),
  };
}
