import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OracleReport } from '../support/oracle';
import { REPOSITORY } from '../support/stack-servers';
import { FULL, SEED } from './scale';

export interface FaultResult {
  readonly fault: string;
  readonly times: number;
  readonly seconds: number;
  readonly report: OracleReport;
}

const OUTPUT = path.join(REPOSITORY, 'test-output');

/**
 * Keeps the results of one test file in `test-output/faults/`, and the table of all
 * files in `test-output/faults.json`: whoever ends last has written it whole.
 */
export async function keepResults(backend: string, results: readonly FaultResult[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ fault, times, seconds, report }) => {
    const { faults, ...counts } = report;
    return {
      fault,
      backend,
      times,
      seconds: Number(seconds.toFixed(1)),
      ...counts,
      violations: faults.length,
    };
  });
  console.table(rows);
  const folder = path.join(OUTPUT, 'faults');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${backend}.json`), JSON.stringify(rows, null, 2));
  const all: unknown[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (name.endsWith('.json')) all.push(...JSON.parse(await readFile(path.join(folder, name), 'utf8')));
  }
  const whole = path.join(OUTPUT, `faults.${process.pid}`);
  await writeFile(whole, JSON.stringify({ scale: FULL ? 'full' : 'ci', seed: SEED, results: all }, null, 2));
  await rename(whole, path.join(OUTPUT, 'faults.json'));
}
