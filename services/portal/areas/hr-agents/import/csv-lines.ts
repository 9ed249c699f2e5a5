import { COLUMNS, type ColumnName } from './columns';

export type CellsByColumn = Readonly<Partial<Record<ColumnName, string>>>;

/** Fields of the rows that are asked for, by the line on which each begins. */
export type RowsByLine = ReadonlyMap<number, CellsByColumn>;

/**
 * Rows of an agents' file, for showing what stands where the server found a fault; the server's
 * own reading is the one that counts. `;` or `,`, LF or CRLF, quotes as in RFC 4180.
 *
 * @param wanted lines from 1, as the server names them
 */
export function readRows(content: string, wanted: ReadonlySet<number>): RowsByLine {
  const text = content.replace(/^\uFEFF/, '');
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const separator = firstLine.includes(';') ? ';' : ',';
  const rows = new Map<number, CellsByColumn>();
  let head: readonly string[] | null = null;
  for (const { line, cells } of splitRows(text, separator)) {
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (head === null) head = cells.map((cell) => cell.trim());
    else if (wanted.has(line)) rows.set(line, pick(head, cells));
  }
  return rows;
}

function pick(head: readonly string[], cells: readonly string[]): CellsByColumn {
  // In a row with a cell too few or too many, none is known to be under its name.
  if (cells.length !== head.length) return {};
  return Object.fromEntries(COLUMNS.map((name) => [name, cells[head.indexOf(name)]?.trim() ?? '']));
}

interface SplitRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell with its separator or end of line behind it; a quoted one may hold both. */
function* splitRows(text: string, separator: string): Generator<SplitRow> {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    // Not as RFC 4180 has it: the server has named the line, and nothing is shown for it.
    if (found === null) return;
    const [whole, quoted, plain = '', end = ''] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === separator) continue;
    yield { line: start, cells };
    cells = [];
    start = line;
  }
  if (cells.length > 0) yield { line: start, cells: [...cells, ''] };
}
