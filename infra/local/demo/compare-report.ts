import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

export interface ReportRow {
  readonly file: string;
  readonly payrollNumber: string;
  readonly state: string;
  readonly code: string;
  readonly documentId: string;
}

interface ExpectedRow {
  readonly source: string;
  readonly entry: string;
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
  /** `file: expected …, got …`, for people. */
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

/** Compares a report with the known truth, row by row. */
export async function compareReport(
  report: readonly ReportRow[],
  expectedFile: string,
  source: string,
): Promise<Comparison> {
  const all = await readExpected(expectedFile);
  const expected = all.filter((row) => row.source.split('/').at(-1) === source && row.entry !== '');
  const differences: string[] = [];
  let misrouted = 0;
  for (const row of expected) {
    const got = report.filter((candidate) => candidate.file === row.entry);
    const hasTwin = expected.some((other) => other !== row && isCopyOf(other, row));
    if (got.length === 0 || got.some((one) => !agrees(row, one, hasTwin))) {
      const wanted = `${row.outcome}${row.alsoAcceptable === '' ? '' : ` or ${row.alsoAcceptable}`}`;
      const found = got.map((one) => `${one.state} ${one.code}`.trim()).join(', ') || 'no row';
      differences.push(`${row.entry}: expected ${wanted}, got ${found}`);
    }
    misrouted += got.filter((one) => isMisrouted(row, one)).length;
  }
  const known = new Set(expected.map((row) => row.entry));
  for (const row of report) if (!known.has(row.file)) differences.push(`${row.file}: not expected at all`);
  return { rows: expected.length, differences, misrouted };
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
  if (state === expected.outcome) return reaches(expected.payrollNumber);
  if (state === expected.alsoAcceptable) return reaches(expected.alsoPayrollNumber);
  return hasTwin && ['deposited', 'duplicate'].includes(state) && payrollNumber === expected.payrollNumber;
}

function isMisrouted(expected: ExpectedRow, { state, payrollNumber }: ReportRow): boolean {
  if (state !== 'deposited' && state !== 'to-print') return false;
  return payrollNumber !== expected.payrollNumber && payrollNumber !== expected.alsoPayrollNumber;
}
