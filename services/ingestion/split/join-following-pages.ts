import { contradicts, labelledNames } from './contradicts';
import type { PageFault, PageReading } from './page-reading';
import type { SplitHints } from './read-bookmarks';
import { draftOf, numbersOf, type SlipDraft } from './slip-draft';
import type { Numbering } from './slip-numbering';
import { quarantine, type SplitFlaw } from './split-plan';

/** What the file as a whole does, by which one page of it is judged. */
export interface FileHabits {
  /** Slips carry a title: a page without one begins none. */
  readonly titled: boolean;
  /** Pages that begin a slip are numbered 1. */
  readonly firstNumbered: boolean;
  /** Pages that continue one are numbered. */
  readonly nextNumbered: boolean;
}

export interface PlacedPages {
  readonly pages: readonly PageReading[];
  readonly numbering: Numbering;
  readonly habits: FileHabits;
  readonly hints: SplitHints;
}

const UNASSIGNED = quarantine('unassigned-page', 'belongs to no slip, and is neither cover nor blank');
const WITHOUT_BEGINNING = quarantine('pages-unclear', 'continues a slip whose beginning is not before it');

/**
 * Adds to the slips what lies directly behind them and contradicts nothing, and
 * begins a slip where a page does. Whatever is left over is said to be so, page
 * by page.
 *
 * @param named slips whose pages are known already; completed in place
 * @returns all slips, in the order of their first pages in the file
 */
export function joinFollowingPages(file: PlacedPages, named: readonly SlipDraft[]): SlipDraft[] {
  const slipOf = new Map(named.flatMap((slip) => slip.pages.map((page) => [page.number, slip] as const)));
  const slips = new Set(named);
  let before: SlipDraft | null = null;
  let gap: PageReading['kind'] = 'content';
  for (const page of file.pages) {
    if (page.kind !== 'content') {
      gap = gap === 'cover' ? gap : page.kind;
      continue;
    }
    let slip = slipOf.get(page.number);
    if (page.fault !== null) {
      slip = draftOf([page], unread(page.fault));
      slips.add(slip);
    } else if (slip === undefined) {
      const begins = beginsSlip(file, before, page);
      if (!begins && before !== null && follows(file, before, page, gap)) {
        add(file, before, page);
        slip = before;
      } else {
        slip = begins ? begin(file, page) : draftOf([page], leftOver(file, page));
        slips.add(slip);
      }
    }
    before = slip;
    gap = 'content';
  }
  const first = (slip: SlipDraft) => Math.min(...slip.pages.map((page) => page.number));
  return [...slips].sort((a, b) => first(a) - first(b));
}

function begin({ numbering }: PlacedPages, page: PageReading): SlipDraft {
  return { ...draftOf([page]), complete: numbering.get(page.number)?.of === 1 };
}

function add({ numbering }: PlacedPages, slip: SlipDraft, page: PageReading): void {
  slip.pages.push(page);
  slip.joinedByPlace ||= !namesAnybody(page);
  const totals = slip.pages.map(({ number }) => numbering.get(number)?.of ?? null);
  slip.complete = totals.some((of) => of === slip.pages.length);
}

/** A page that crashes its reader may be good: a person looks. Any other makes it undepositable as sent. */
function unread(code: PageFault): SplitFlaw {
  const state = code === 'processing-crash' ? 'quarantined' : 'rejected';
  return { state, code, reason: 'the page could not be read' };
}

function leftOver({ numbering }: PlacedPages, page: PageReading) {
  const { slipNumber } = page.fields;
  const namesSlip = page.payrollNumbers.length > 0 || slipNumber !== null || numbering.has(page.number);
  return namesSlip ? WITHOUT_BEGINNING : UNASSIGNED;
}

/** Matricule, NIR at its place, slip number, name or birth date. */
function namesAnybody({ payrollNumbers, fields }: PageReading): boolean {
  return payrollNumbers.length > 0 || fields.nirAtPayrollNumber || namesPerson(fields);
}

function namesPerson(fields: PageReading['fields']): boolean {
  return fields.birthDates.length > 0 || fields.slipNumber !== null || labelledNames(fields).length > 0;
}

function showsName({ fields }: PageReading): boolean {
  return labelledNames(fields).length > 0;
}

function beginsSlip(
  { numbering, habits, hints }: PlacedPages,
  before: SlipDraft | null,
  page: PageReading,
): boolean {
  const number = numbering.get(page.number)?.number;
  if (number !== undefined) return number === 1;
  if (page.continues) return false;
  if (hints.startsAt(page.number)) return true;
  if (page.fields.type !== null) return !continuesUnderBookmark(hints, before, page);
  if (habits.titled || !namesAnybody(page)) return false;
  if (before === null) return true;
  const known = numbersOf(before);
  if (page.payrollNumbers.length > 0) return page.payrollNumbers.some((one) => !known.has(one));
  return page.fields.nirAtPayrollNumber || contradicts(before.pages, page);
}

/** A title repeated on a slip's next page: the bookmark says that none begins there, and nothing speaks against it. */
function continuesUnderBookmark(hints: SplitHints, before: SlipDraft | null, page: PageReading): boolean {
  const last = before?.pages.at(-1);
  if (before === null || last === undefined || !hints.together(last.number, page.number)) return false;
  const known = numbersOf(before);
  const isSame = page.payrollNumbers.length === 1 && page.payrollNumbers.every((one) => known.has(one));
  return isSame && known.size === 1 && page.fields.birthDates.length === 0;
}

function follows(
  { numbering, habits, hints }: PlacedPages,
  slip: SlipDraft,
  page: PageReading,
  gap: PageReading['kind'],
): boolean {
  const last = slip.pages.at(-1);
  if (last === undefined || slip.complete || slip.flaw !== null || gap === 'cover') return false;
  // Nothing is known of what the page before is a page of: what follows is as little known.
  if (last.number > page.number) return false;
  const [printed, printedBefore] = [numbering.get(page.number), numbering.get(last.number)];
  const isNumbered = printed !== undefined;
  // A sheet printed on one side of a duplex pair.
  if (gap === 'blank' && !isNumbered) return false;
  if (hints.startsAt(page.number)) return false;
  if (isNumbered) {
    if (printedBefore === undefined) {
      if (habits.firstNumbered || printed.number !== slip.pages.length + 1) return false;
    } else {
      const sameTotal = printed.of === null || printedBefore.of === null || printed.of === printedBefore.of;
      if (printed.number !== printedBefore.number + 1 || !sameTotal) return false;
    }
  } else if (printedBefore !== undefined && habits.nextNumbered) {
    return false;
  }
  const known = numbersOf(slip);
  const isSame = page.payrollNumbers.every((one) => known.has(one));
  if (!isSame && !(isNumbered && known.size === 0 && page.payrollNumbers.length === 1)) return false;
  if (page.fields.nirAtPayrollNumber && !isNumbered) return false;
  if (contradicts(slip.pages, page)) return false;
  // A name that the pages before do not show may be another's.
  const isNamedFirst = labelledNames(page.fields).length > 0 && !slip.pages.some(showsName);
  if (isNamedFirst && !isNumbered) return false;
  // A payslip prints its net pay once.
  if (page.hasNet && slip.pages.some(({ hasNet }) => hasNet) && !isNumbered) return false;
  const isNamed = page.payrollNumbers.length > 0 || page.fields.slipNumber !== null;
  return isNumbered || isNamed || page.continues || hasLayoutOf(slip, page);
}

/** Points: a continuation may be set a little further in. */
const SAME_PLACE = 12;
const SAME_TYPE = 1;

function hasLayoutOf({ pages }: SlipDraft, { layout }: PageReading): boolean {
  return pages.some(
    (page) =>
      page.layout !== null &&
      layout !== null &&
      Math.abs(page.layout.left - layout.left) <= SAME_PLACE &&
      Math.abs(page.layout.type - layout.type) <= SAME_TYPE,
  );
}
