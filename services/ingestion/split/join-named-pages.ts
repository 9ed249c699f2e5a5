import type { PageReading } from './page-reading';
import { draftOf, type SlipDraft } from './slip-draft';
import type { Numbering } from './slip-numbering';
import { quarantine } from './split-plan';

const SEVERAL_COPIES = quarantine(
  'pages-unclear',
  'several slips of one agent whose pages cannot be told apart',
);

/**
 * The slips whose pages name them, wherever they lie: by slip number, or by
 * matricule and page n of m. A slip of which a page is missing is none yet.
 */
export function joinNamedPages(content: readonly PageReading[], numbering: Numbering): SlipDraft[] {
  const bySlipNumber = groupBy(content, (page) => page.fields.slipNumber);
  const isSlipNumber = new Map([...bySlipNumber].map(([number, pages]) => [number, namesOneSlip(pages)]));
  const keyOf = (page: PageReading): string | null => {
    const { slipNumber } = page.fields;
    if (slipNumber !== null && isSlipNumber.get(slipNumber)) return `slip ${slipNumber}`;
    const of = numbering.get(page.number)?.of;
    const [number] = page.payrollNumbers;
    if (of === null || of === undefined || page.payrollNumbers.length !== 1) return null;
    return `agent ${of} ${number}`;
  };
  return [...groupBy(content, keyOf).values()].flatMap((pages) => assemble(pages, numbering));
}

/** A number under which several agents' slips begin is the month's or the lot's, not the slip's. */
function namesOneSlip(pages: readonly PageReading[]): boolean {
  const agents = groupBy(pages, (page) => page.payrollNumbers[0] ?? null);
  const beginners = [...agents.values()].filter((own) =>
    own.some((page) => page.fields.type !== null && (page.fields.page?.number ?? 1) === 1),
  );
  return beginners.length < 2;
}

function assemble(pages: readonly PageReading[], numbering: Numbering): SlipDraft[] {
  const numbers = pages.map((page) => numbering.get(page.number));
  const totals = new Set(numbers.map((number) => number?.of ?? null));
  const [of] = totals;
  if (totals.size !== 1 || of === null || of === undefined) return assembleUnnumbered(pages);
  const counts = Array.from(
    { length: of },
    (_, at) => numbers.filter((number) => number?.number === at + 1).length,
  );
  // What is missing may lie beside it without a name.
  if (counts.includes(0)) return [];
  if (counts.every((count) => count === 1)) return [whole(inOrder(pages, numbering))];
  const byMonth = groupBy(pages, (page) => onlyPeriod(page));
  if (byMonth.size > 1 && pages.every((page) => onlyPeriod(page) !== null)) {
    return [...byMonth.values()].flatMap((own) => assemble(own, numbering));
  }
  return assembleCopies(pages, numbering, of);
}

/** Several slips of one agent: told apart only where each lies together, in order or in reverse order. */
function assembleCopies(pages: readonly PageReading[], numbering: Numbering, of: number): SlipDraft[] {
  const cut = Array.from({ length: Math.ceil(pages.length / of) }, (_, at) =>
    pages.slice(at * of, (at + 1) * of),
  );
  const runs = (order: (at: number) => number) =>
    cut.every(
      (slip) =>
        slip.length === of && slip.every((page, at) => numbering.get(page.number)?.number === order(at)),
    );
  const isForward = runs((at) => at + 1);
  const isReverse = runs((at) => of - at);
  if (isForward || isReverse) return cut.map((slip) => whole(inOrder(slip, numbering)));
  return pages.map((page) => draftOf([page], SEVERAL_COPIES));
}

/** Pages under one slip number: a page that says what an earlier one says begins another copy. */
function assembleUnnumbered(pages: readonly PageReading[]): SlipDraft[] {
  const copies: PageReading[][] = [];
  for (const page of pages) {
    const copy = copies.at(-1);
    const isRepeated = copy?.some(({ textSha256 }) => same(textSha256, page.textSha256));
    if (copy === undefined || isRepeated) copies.push([page]);
    else copy.push(page);
  }
  const lengths = new Set(copies.map((copy) => copy.length));
  if (lengths.size > 1) return pages.map((page) => draftOf([page], SEVERAL_COPIES));
  return copies.map((copy) => draftOf(copy));
}

function whole(pages: readonly PageReading[]): SlipDraft {
  return { ...draftOf(pages), complete: true };
}

function inOrder(pages: readonly PageReading[], numbering: Numbering): PageReading[] {
  const at = (page: PageReading) => numbering.get(page.number)?.number ?? 0;
  return [...pages].sort((a, b) => at(a) - at(b));
}

function onlyPeriod({ fields: { periods } }: PageReading): string | null {
  return periods.length === 1 ? (periods[0] ?? null) : null;
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a !== null && b !== null && a.equals(b);
}

function groupBy(
  pages: readonly PageReading[],
  keyOf: (page: PageReading) => string | null,
): Map<string, PageReading[]> {
  const groups = new Map<string, PageReading[]>();
  for (const page of pages) {
    const key = keyOf(page);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(page);
    else groups.set(key, [page]);
  }
  return groups;
}
