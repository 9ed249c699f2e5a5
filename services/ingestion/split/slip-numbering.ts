import type { PageReading } from './page-reading';

/** Page n of m of a slip; `of` is null where only n is printed. */
export interface SlipPage {
  readonly number: number;
  readonly of: number | null;
}

/** By position in the file. A page that is not in it carries no number of its slip. */
export type Numbering = ReadonlyMap<number, SlipPage>;

/** Fewer pages in a row may be one slip whose pages were crossed with another's. */
const FILE_RUN = 5;
const FILE_AGENTS = 3;

/**
 * The page numbers that count within a slip. Some producers number the pages of
 * the whole file, or of a part of it: such a number says nothing of a slip.
 */
export function readNumbering(content: readonly PageReading[], pageCount: number): Numbering {
  const numbered = content.flatMap((page) => {
    const printed = page.fields.page;
    const isNumber =
      printed !== null && printed.number >= 1 && (printed.of ?? printed.number) >= printed.number;
    return isNumber ? [{ page, printed }] : [];
  });
  const numbering = new Map(numbered.map(({ page, printed }) => [page.number, printed]));
  const own = pagesOfWholeSlips(numbered.map(({ page }) => page));
  const foreign = numbered.filter(({ page }) => !own.has(page.number));
  for (const run of runsOf(foreign)) {
    if (countsFile(run, pageCount)) for (const { page } of run) numbering.delete(page.number);
  }
  return numbering;
}

interface Numbered {
  readonly page: PageReading;
  readonly printed: SlipPage;
}

/** Pages whose matricule shows them to be 1 to m of one slip: their numbers are beyond doubt. */
function pagesOfWholeSlips(pages: readonly PageReading[]): Set<number> {
  const groups = new Map<string, PageReading[]>();
  for (const page of pages) {
    const of = page.fields.page?.of;
    if (of === null || of === undefined || page.payrollNumbers.length !== 1) continue;
    const key = `${of} ${page.payrollNumbers[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const whole = [...groups.values()].filter((group) => {
    const of = group[0]?.fields.page?.of ?? 0;
    return new Set(group.map((page) => page.fields.page?.number)).size === of;
  });
  return new Set(whole.flat().map((page) => page.number));
}

/** Pages whose numbers grow with their positions. */
function runsOf(numbered: readonly Numbered[]): Numbered[][] {
  const runs: Numbered[][] = [];
  for (const next of numbered) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn =
      last !== undefined &&
      last.printed.of === next.printed.of &&
      next.printed.number - last.printed.number === next.page.number - last.page.number;
    if (goesOn) run?.push(next);
    else runs.push([next]);
  }
  return runs;
}

function countsFile(run: readonly Numbered[], pageCount: number): boolean {
  const numbers = run.map(({ page }) => page.payrollNumbers.join(' ')).filter((number) => number !== '');
  const agents = new Set(numbers).size;
  if (run.length >= FILE_RUN && agents >= FILE_AGENTS) return true;
  const spansFile = run.every(
    ({ page, printed }) => printed.of === pageCount && printed.number === page.number,
  );
  // Where an agent's pages lie apart, the numbers may be those of crossed slips.
  const changes = numbers.filter((number, at) => number !== numbers[at - 1]).length;
  return spansFile && agents >= 2 && changes === agents;
}
