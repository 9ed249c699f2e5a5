import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

export interface ReportRow {
  /** Empty for a slip of a merged PDF. */
  readonly file: string;
  /** In reading order. */
  readonly pages: string;
  readonly payrollNumber: string;
  readonly state: string;
  readonly code: string;
  readonly documentId: string;
}

interface ExpectedRow {
  readonly source: string;
  readonly entry: string;
  readonly pages: string;
  readonly employerSiret: string;
  readonly payrollNumber: string;
  readonly type: string;
  readonly period: string;
  readonly outcome: string;
  readonly alsoAcceptable: string;
  readonly alsoPayrollNumber: string;
}

export interface Comparison {
  readonly rows: number;
  /** `file or pages: expected …, got …`, for people. */
  readonly differences: readonly string[];
  /** Rows in the vault of somebody who should not have them: the worst there is. */
  readonly misrouted: number;
}

export function parseReport(csv: Buffer): ReportRow[] {
  return parse(csv, { bom: true, columns: true, delimiter: ';' });
}

/** Employer and period that a generated batch is for. */
export async function readBatchMetadata(expectedFile: string): Promise<{ siret: string; period: string }> {
  const [row] = await readExpected(expectedFile);
  if (row === undefined) throw new Error('the truth of the batch holds no row');
  return { siret: row.employerSiret, period: row.period };
}

async function readExpected(file: string): Promise<ExpectedRow[]> {
  return parse(await readFile(file), { bom: true, columns: true, delimiter: ';' });
}

/** Compares a report with the known truth, row by row: by file name, or by pages where the file is one merged PDF. */
export async function compareReport(
  report: readonly ReportRow[],
  expectedFile: string,
  source: string,
): Promise<Comparison> {
  const all = await readExpected(expectedFile);
  const expected = all.filter((row) => row.source.split('/').at(-1) === source);
  const pagesOfNone = new Set(expected.filter(isNone).flatMap((row) => row.pages.split(',')));
  const placeOf = ({ file, pages }: Pick<ReportRow, 'file' | 'pages'>) =>
    file === '' ? `pages ${leaveOut(pages, pagesOfNone)}` : file;
  const differences: string[] = [];
  for (const row of expected) {
    const place = nameOf(row);
    const got = report.filter((candidate) => placeOf(candidate) === place);
    const hasTwin = expected.some((other) => other !== row && isCopyOf(other, row));
    const isMissing = got.length === 0 && !isNone(row);
    if (isMissing || got.some((one) => !agrees(row, one, hasTwin))) {
      const wanted = `${row.outcome}${row.alsoAcceptable === '' ? '' : ` or ${row.alsoAcceptable}`}`;
      const found = got.map((one) => `${one.state} ${one.code}`.trim()).join(', ') || 'no row';
      differences.push(`${place}: expected ${wanted}, got ${found}`);
    }
  }
  const known = new Set(expected.map(nameOf));
  for (const row of report) {
    if (!known.has(placeOf(row))) differences.push(`${placeOf(row)}: not expected at all`);
  }
  const misrouted = expected.flatMap((row) =>
    report.filter((one) => concerns(row, one) && isMisrouted(row, one)),
  );
  return { rows: expected.length, differences, misrouted: new Set(misrouted).size };
}

/** A cover or blank page, which is no document. */
function isNone({ outcome }: ExpectedRow): boolean {
  return outcome === 'none';
}

function nameOf({ entry, pages }: ExpectedRow): string {
  return entry === '' ? `pages ${pages}` : entry;
}

/** Pages of nobody that stay with a slip do no harm. */
function leaveOut(pages: string, ofNone: ReadonlySet<string>): string {
  const own = pages.split(',').filter((page) => !ofNone.has(page));
  return own.length === 0 ? pages : own.join(',');
}

/** One page of another's slip is enough. */
function concerns(row: ExpectedRow, { file, pages }: ReportRow): boolean {
  if (row.entry !== '') return file === row.entry;
  const own = new Set(row.pages.split(','));
  return file === '' && !isNone(row) && pages.split(',').some((page) => own.has(page));
}

/** Of two copies of one document, either may be the one that was first. */
function isCopyOf(other: ExpectedRow, row: ExpectedRow): boolean {
  const outcomes = new Set([other.outcome, row.outcome]);
  return (
    outcomes.has('duplicate') &&
    outcomes.has('deposited') &&
    other.payrollNumber === row.payrollNumber &&
    other.type === row.type &&
    other.period === row.period
  );
}

function agrees(expected: ExpectedRow, { state, payrollNumber }: ReportRow, hasTwin: boolean): boolean {
  const reaches = (number: string) => state !== 'deposited' || payrollNumber === number;
  if (expected.outcome === 'none') return state === expected.alsoAcceptable;
  if (state === expected.outcome) return reaches(expected.payrollNumber);
  if (state === expected.alsoAcceptable) return reaches(expected.alsoPayrollNumber);
  return hasTwin && ['deposited', 'duplicate'].includes(state) && payrollNumber === expected.payrollNumber;
}

function isMisrouted(expected: ExpectedRow, { state, payrollNumber }: ReportRow): boolean {
  if (state !== 'deposited' && state !== 'to-print') return false;
  return payrollNumber !== expected.payrollNumber && payrollNumber !== expected.alsoPayrollNumber;
}
