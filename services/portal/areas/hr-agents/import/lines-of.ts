import type { AgentsImportReport } from '../../../api/schema';

/** One line of the file, with everything that is wrong with it. */
export interface RefusedLine {
  readonly line: number;
  readonly codes: readonly string[];
}

/** Lines are what people count and correct: a line with two faults is one. */
export function linesOf(errors: AgentsImportReport['errors']): readonly RefusedLine[] {
  const codesByLine = new Map<number, string[]>();
  for (const { line, code } of errors) {
    const codes = codesByLine.get(line);
    if (codes === undefined) codesByLine.set(line, [code]);
    else codes.push(code);
  }
  return [...codesByLine].map(([line, codes]) => ({ line, codes }));
}
