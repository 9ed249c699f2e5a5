import type { PageReading } from './page-reading';
import { ignoredOf } from './plan-slips';
import { type Numbering, readNumbering } from './slip-numbering';
import { type IgnoredPage, type PlannedSlip, quarantine, type SplitFlaw } from './split-plan';

/** The pages that a row of `index.csv` claims, as written. */
export interface IndexRange {
  readonly firstPage: string;
  readonly lastPage: string;
}

export interface IndexPlan {
  /** One per row, in row order. */
  readonly rows: readonly PlannedSlip[];
  /** Pages that no row names, one by one. */
  readonly unnamed: readonly PlannedSlip[];
  readonly ignored: readonly IgnoredPage[];
}

const OUT_OF_FILE = rangeInvalid('the file has no such pages');
const OVERLAPS = rangeInvalid('another row names one of its pages');
const UNNAMED = quarantine('unassigned-page', 'no row of index.csv names the page');
const BY_UNCLEAR_ROW = quarantine('unassigned-page', 'rows of index.csv that overlap name the page');
const NUMBERS_DISAGREE = quarantine(
  'pages-unclear',
  'the page numbers printed are not those of one whole slip',
);

/**
 * The slips of a merged PDF as its sender lists them. Where rows overlap it cannot
 * be known which is right: neither gets the pages, and a person sees each of them.
 */
export function planByIndex(pages: readonly PageReading[], ranges: readonly IndexRange[]): IndexPlan {
  const read = ranges.map((range) => pagesOf(range, pages.length));
  const named = new Uint8Array(pages.length + 1);
  for (const range of read) for (const page of range) named[page] = Math.min((named[page] ?? 0) + 1, 2);
  const numbering = readNumbering(
    pages.filter(({ kind }) => kind === 'content'),
    pages.length,
  );
  const rows = read.map((range): PlannedSlip => {
    if (range.length === 0) return { pages: [], flaw: OUT_OF_FILE };
    if (range.some((page) => named[page] === 2)) return { pages: [], flaw: OVERLAPS };
    return inReadingOrder(range, numbering, pages);
  });
  const taken = new Set(rows.flatMap((row) => row.pages));
  const left = pages.filter(({ number }) => !taken.has(number));
  return {
    rows,
    unnamed: left.flatMap(({ number, kind }) =>
      kind === 'content' ? [{ pages: [number], flaw: named[number] === 0 ? UNNAMED : BY_UNCLEAR_ROW }] : [],
    ),
    ignored: ignoredOf(left),
  };
}

/** Empty where the range is none of the file. */
function pagesOf({ firstPage, lastPage }: IndexRange, pageCount: number): number[] {
  const isNumber = (text: string) => /^\d{1,9}$/u.test(text.trim());
  if (!isNumber(firstPage) || !isNumber(lastPage)) return [];
  const [first, last] = [Number(firstPage), Number(lastPage)];
  if (first < 1 || last < first || last > pageCount) return [];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Pages that tell n of m are put in that order; where they are not all of one slip, a person looks. */
function inReadingOrder(
  range: readonly number[],
  numbering: Numbering,
  pages: readonly PageReading[],
): PlannedSlip {
  const fault = range.map((page) => pages[page - 1]?.fault ?? null).find((found) => found !== null);
  if (fault !== undefined) {
    const state = fault === 'processing-crash' ? 'quarantined' : 'rejected';
    return { pages: range, flaw: { state, code: fault, reason: 'a page could not be read' } };
  }
  const printed = range.flatMap((page) => numbering.get(page) ?? []);
  const totals = new Set(printed.map(({ of }) => of));
  const numbers = new Set(printed.map(({ number }) => number));
  const [of = null] = totals;
  if (printed.length === 0) return { pages: range, flaw: null };
  const isWhole = totals.size === 1 && numbers.size === printed.length && (of === null || of <= range.length);
  if (!isWhole || (of !== null && Math.max(...numbers) > of)) return { pages: range, flaw: NUMBERS_DISAGREE };
  if (printed.length < range.length) return { pages: range, flaw: null };
  if (of !== null && numbers.size !== of) return { pages: range, flaw: NUMBERS_DISAGREE };
  const ordered = [...range].sort(
    (a, b) => (numbering.get(a)?.number ?? 0) - (numbering.get(b)?.number ?? 0),
  );
  return { pages: ordered, flaw: null };
}

function rangeInvalid(reason: string): SplitFlaw {
  return { state: 'rejected', code: 'page-range-invalid', reason };
}
