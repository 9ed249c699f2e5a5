import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CATALOGUE, type RowDefinition, type StoreKind } from './catalogue';
import { type BenchOptions, FULL_RUNS } from './options';
import { median } from './statistics';

/** What one row gave. */
export interface Measured {
  readonly id: string;
  readonly runs: readonly number[];
  readonly note: string;
}

/** One row of `bench.json`. */
export interface ReportedRow {
  readonly id: string;
  readonly store: StoreKind;
  /** Median of the runs. */
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly runs: readonly number[];
  readonly note: string;
}

export function toRow(measured: Measured, options: BenchOptions): ReportedRow {
  const definition = CATALOGUE.find(({ id }) => id === measured.id);
  if (definition === undefined) throw new RangeError(`no row ${measured.id}`);
  const runs = measured.runs.map(round);
  const notes = [
    measured.note,
    options.items === null ? '' : `sizes overridden: ${options.items.small},${options.items.big}`,
    runs.length === FULL_RUNS ? '' : `${runs.length} run${runs.length === 1 ? '' : 's'} of ${FULL_RUNS}`,
  ];
  return {
    id: measured.id,
    store: options.store,
    value: median(runs),
    unit: definition.unit,
    // A goal is set for the row's own size.
    goal: options.items === null ? definition.goal : '',
    runs,
    note: notes.filter((note) => note !== '').join('; '),
  };
}

export function printRow(row: ReportedRow): string {
  return line(row.id, `${row.value} ${row.unit}`, row.goal, row.note);
}

export function printUnbuilt({ id }: RowDefinition): string {
  return line(id, 'not built yet', '', '');
}

export function printFailed(id: string, reason: string): string {
  return line(id, 'FAILED', '', reason);
}

export function printHead(): string {
  return line('row', 'value', 'goal', 'note');
}

export async function writeReport(folder: string, rows: readonly ReportedRow[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'bench.json'), `${JSON.stringify({ rows }, null, 2)}\n`);
}

function line(id: string, value: string, goal: string, note: string): string {
  return `${id.padEnd(27)} ${value.padEnd(18)} ${goal.padEnd(26)} ${note}`.trimEnd();
}

/** Three significant digits are more than a run repeats. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
