import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClosers } from '../../infra/local/closers';
import { createBatches } from './batches';
import { CATALOGUE } from './catalogue';
import { measureColdstart } from './coldstart';
import type { BenchContext } from './context';
import { measureMemoryGrowth } from './memory/memory-growth';
import { type BenchOptions, readOptions, UsageError } from './options';
import { measurePipelineRows } from './pipeline/pipeline-rows';
import {
  type Measured,
  printFailed,
  printHead,
  printRow,
  printUnbuilt,
  type ReportedRow,
  toRow,
  writeReport,
} from './report';
import { measureSealOverNative } from './seal-over-native';
import { measureSplitBytes } from './split-bytes';

const ROOT = path.resolve(__dirname, '../../..');

/** What measures which rows; rows of one measure come from the same runs. */
const MEASURES: readonly {
  readonly ids: readonly string[];
  readonly measure: (context: BenchContext) => Promise<Measured[]>;
}[] = [
  { ids: ['pipeline-over-bare', 'pipeline-items-per-second'], measure: measurePipelineRows },
  { ids: ['seal-over-native'], measure: measureSealOverNative },
  { ids: ['split-bytes'], measure: measureSplitBytes },
  { ids: ['memory-growth-mib'], measure: measureMemoryGrowth },
  { ids: ['coldstart-seconds'], measure: measureColdstart },
];

/** `npm run bench`. Exits with 1 where a row could not be measured; a goal that is missed is a result. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const closers = createClosers((error) => console.error(`closing failed: ${String(error)}`));
  const interrupted = () => void closers.closeAll().then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const scratch = await mkdtemp(path.join(tmpdir(), 'coffre-bench-'));
  closers.add(() => rm(scratch, { recursive: true, force: true }));
  const context: BenchContext = {
    root: ROOT,
    scratch,
    options,
    closers,
    batches: createBatches(path.join(ROOT, 'dist/test/fixtures/payroll/generate.js'), scratch),
    say: (sentence) => console.error(sentence),
  };
  try {
    const { rows, failed } = await measureAll(context, options);
    await writeReport(path.resolve('bench-output'), rows);
    return failed ? 1 : 0;
  } finally {
    await closers.closeAll();
  }
}

async function measureAll(
  context: BenchContext,
  options: BenchOptions,
): Promise<{ rows: ReportedRow[]; failed: boolean }> {
  const rows: ReportedRow[] = [];
  let failed = false;
  console.log(printHead());
  for (const { ids, measure } of MEASURES) {
    const wanted = ids.filter((id) => options.only.includes(id));
    if (wanted.length === 0) continue;
    try {
      const measured = (await measure(context)).filter(({ id }) => wanted.includes(id));
      for (const row of measured.map((one) => toRow(one, options))) {
        rows.push(row);
        console.log(printRow(row));
      }
    } catch (error) {
      failed = true;
      for (const id of wanted) console.log(printFailed(id, error instanceof Error ? error.message : ''));
    }
  }
  for (const row of CATALOGUE) {
    if (!row.built && options.only.includes(row.id)) console.log(printUnbuilt(row));
  }
  return { rows, failed };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
