import type { PlacedPages } from './join-following-pages';
import { numbersOf, type SlipDraft } from './slip-draft';
import { quarantine, type SplitFlaw } from './split-plan';

const SEVERAL_AGENTS = quarantine('document-disagrees', 'pages of one slip show several matricules');
const NO_BEGINNING = quarantine('pages-unclear', 'no page of the slip shows its beginning');
const PAGE_MISSING = quarantine('pages-unclear', 'a page of the slip is missing, or not known to be its own');
const OTHER_PAGES_LEFT = quarantine('pages-unclear', 'pages of the same agent lie elsewhere in the file');
const NEIGHBOUR_UNCLEAR = quarantine(
  'pages-unclear',
  'a page that names nobody may belong to the slip before or behind',
);
const BOOKMARK_INSIDE = quarantine('pages-unclear', 'a bookmark begins inside the slip');
const BOOKMARK_DISAGREES = quarantine(
  'document-disagrees',
  'the bookmark gives another matricule than the page',
);

/** Payslips of the file that print their net pay, as a share, before one without it counts as cut short. */
const NET_SHARE = 0.8;
const NET_SLIPS = 3;

/** Says of every slip put together what still speaks against it. */
export function weighSlips(drafts: readonly SlipDraft[], file: PlacedPages): void {
  const netIsUsual = printsNet(drafts);
  for (const slip of drafts) {
    if (numbersOf(slip).size > 1) slip.flaw ??= SEVERAL_AGENTS;
    else if (file.habits.titled && hasNoBeginning(slip, file)) slip.flaw ??= NO_BEGINNING;
    else if (isCutShort(slip, file, netIsUsual)) slip.flaw ??= PAGE_MISSING;
  }
  const uncertain = new Set(drafts.filter(({ flaw }) => flaw !== null));
  const elsewhere = new Set(
    [...uncertain].filter((slip) => hasNoBeginning(slip, file)).flatMap((slip) => [...numbersOf(slip)]),
  );
  const numbers = new Set(drafts.flatMap((slip) => [...numbersOf(slip)]));
  drafts.forEach((slip, at) => {
    slip.flaw ??=
      unclearBy(slip, elsewhere) ??
      unclearBeside(slip, [drafts[at - 1], drafts[at + 1]], uncertain) ??
      againstBookmarks(slip, numbers, file);
  });
}

function printsNet(drafts: readonly SlipDraft[]): boolean {
  const payslips = drafts.filter(({ flaw, pages }) => flaw === null && isPayslip(pages));
  const printing = payslips.filter(hasNet).length;
  return payslips.length >= NET_SLIPS && printing >= NET_SHARE * payslips.length;
}

function isPayslip(pages: SlipDraft['pages']): boolean {
  return pages.some(({ fields }) => fields.type === 'payslip');
}

function hasNet({ pages }: SlipDraft): boolean {
  return pages.some((page) => page.hasNet);
}

function isCutShort(slip: SlipDraft, { numbering }: PlacedPages, netIsUsual: boolean): boolean {
  if (slip.complete) return false;
  const saysTotal = slip.pages.some(({ number }) => (numbering.get(number)?.of ?? null) !== null);
  const last = slip.pages.at(-1);
  return saysTotal || last?.goesOn === true || (netIsUsual && isPayslip(slip.pages) && !hasNet(slip));
}

/** What is left over of some slip, whichever. */
function hasNoBeginning({ pages }: SlipDraft, { numbering, hints }: PlacedPages): boolean {
  return pages.every((page) => {
    const number = numbering.get(page.number)?.number;
    if (number !== undefined) return number > 1;
    return page.continues || (page.fields.type === null && !hints.startsAt(page.number));
  });
}

function unclearBy(slip: SlipDraft, elsewhere: ReadonlySet<string>): SplitFlaw | null {
  const isMeant = [...numbersOf(slip)].some((number) => elsewhere.has(number));
  return !slip.complete && isMeant ? OTHER_PAGES_LEFT : null;
}

/** Two slips side by side of which one misses a page: the page that names nobody may be the other's. */
function unclearBeside(
  slip: SlipDraft,
  neighbours: readonly (SlipDraft | undefined)[],
  uncertain: ReadonlySet<SlipDraft>,
): SplitFlaw | null {
  if (!slip.joinedByPlace) return null;
  const isBeside = neighbours.some((neighbour) => neighbour !== undefined && uncertain.has(neighbour));
  return isBeside ? NEIGHBOUR_UNCLEAR : null;
}

function againstBookmarks(
  slip: SlipDraft,
  numbers: ReadonlySet<string>,
  { hints }: PlacedPages,
): SplitFlaw | null {
  const pages = slip.pages.map(({ number }) => number);
  const beginnings = new Set([pages[0], Math.min(...pages)]);
  if (pages.some((page) => hints.startsAt(page) && !beginnings.has(page))) return BOOKMARK_INSIDE;
  const own = numbersOf(slip);
  if (own.size === 0) return null;
  if (hints.labelledNumbers(pages).some((number) => !own.has(number))) return BOOKMARK_DISAGREES;
  const words = hints.words(pages);
  if (words.some((word) => own.has(word))) return null;
  return words.some((word) => isTelling(word) && numbers.has(word)) ? BOOKMARK_DISAGREES : null;
}

/** Without a label a short number or a year is more often something else than a matricule. */
function isTelling(word: string): boolean {
  return word.length > 3 && !/^(?:19|20)\d{2}$/u.test(word);
}
