import { createPageCutter } from '../../services/ingestion/cutting/page-cutter';
import { printMergedSlips } from '../fixtures/payroll/merged';
import type { LayoutName } from '../fixtures/payroll/model';
import type { BenchContext } from './context';
import type { Measured } from './report';
import { median } from './statistics';

const SLIPS = 10;
/** One a run, in turn: they differ in fonts and in how much stands on a page. */
const LAYOUTS: readonly LayoutName[] = ['inline', 'columns', 'boxed'];
const LIMITS = { maxBytes: 256 * 2 ** 20, maxPages: 20_000 };

/** Slips cut from a merged PDF with whole fonts, over the same slips printed alone with their own letters only. */
export async function measureSplitBytes({ options, closers }: BenchContext): Promise<Measured[]> {
  const cutter = createPageCutter({ limits: LIMITS, maxMemory: 768, stepTime: 30_000 });
  closers.add(() => cutter.stop());
  const runs: number[] = [];
  const sizes: number[] = [];
  let worst = 0;
  for (let run = 0; run < options.runs; run += 1) {
    const layout = LAYOUTS[run % LAYOUTS.length] ?? 'inline';
    const { merged, slips } = await printMergedSlips(`split-${run}`, options.items?.big ?? SLIPS, layout);
    const source = cutter.open(merged);
    let [cut, printed] = [0, 0];
    for (const { pages, alone } of slips) {
      const { length } = await source.cut(pages);
      cut += length;
      printed += alone.length;
      sizes.push(length);
      worst = Math.max(worst, length / alone.length);
    }
    source.close();
    runs.push(cut / printed);
  }
  await cutter.stop();
  const note = `${Math.round(median(sizes) / 1000)} kB a slip; worst of ${sizes.length} slips ${worst.toFixed(2)}`;
  return [{ id: 'split-bytes', runs, note }];
}
