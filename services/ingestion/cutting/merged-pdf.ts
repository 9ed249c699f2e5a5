import { type OpenPdf, openPdf } from '../../sealing/pdf/open-pdf';
import type { PdfDictionary, PdfValue } from '../../sealing/pdf/values';
import { createWorkBudget, type WorkBudget } from '../../sealing/pdf/work-budget';
import { PageCutError } from './errors';
import type { Located } from './source-objects';

/** Entries that a page has from the nodes above it where it has none of its own (ISO 32000-1, 7.7.3.4). */
export const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
export type InheritedEntry = (typeof INHERITED)[number];

/** A leaf of the page tree; it is read again when it is cut. */
export interface MergedPage {
  readonly number: number;
  readonly inherited: Readonly<Partial<Record<InheritedEntry, Located>>>;
}

export interface MergedPdf {
  readonly pdf: OpenPdf;
  readonly budget: RenewableBudget;
  readonly catalog: Located<PdfDictionary>;
  readonly pages: readonly MergedPage[];
}

/** Bounds what one step costs; the next step has all of it again. */
export interface RenewableBudget extends WorkBudget {
  renew(): void;
  /** Bytes inflated in all steps. */
  inflated(): number;
}

const MAX_NODES_PER_PAGE = 4;
const SPARE_NODES = 64;

/**
 * Reads where the pages are, and nothing of what is on them.
 *
 * @throws SealingError, PageCutError with the code of what makes the file unfit for cutting
 */
export function openMergedPdf(bytes: Buffer, maxPages: number): MergedPdf {
  const budget = createRenewableBudget();
  const pdf = openPdf(bytes, budget);
  const catalog = readNode(pdf, pdf.references.trailer.entries.get('Root'), bytes);
  const pages = listPages(pdf, catalog, maxPages, budget);
  return { pdf, budget, catalog, pages };
}

function createRenewableBudget(): RenewableBudget {
  let current = createWorkBudget();
  let inflated = 0;
  return {
    spend: (steps) => current.spend(steps),
    inflatable: () => current.inflatable(),
    spendInflated(bytes) {
      inflated += bytes;
      current.spendInflated(bytes);
    },
    renew: () => {
      current = createWorkBudget();
    },
    inflated: () => inflated,
  };
}

interface Node extends Located<PdfDictionary> {
  readonly number: number;
}

function readNode(pdf: OpenPdf, value: PdfValue | undefined, bytes: Buffer): Node {
  if (value?.kind === 'dictionary') return { value, bytes, number: -1 };
  const object = value?.kind === 'reference' ? pdf.readObject(value) : null;
  if (object?.value.kind !== 'dictionary') throw new PageCutError('pdf-damaged');
  return { value: object.value, bytes: object.bytes, number: object.number };
}

/** In reading order. What /Count says is not looked at. */
function listPages(
  pdf: OpenPdf,
  catalog: Located<PdfDictionary>,
  maxPages: number,
  budget: WorkBudget,
): MergedPage[] {
  const pages: MergedPage[] = [];
  const seen = new Set<number>();
  const root = catalog.value.entries.get('Pages');
  const waiting: { value: PdfValue | undefined; inherited: MergedPage['inherited'] }[] = [
    { value: root, inherited: {} },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = readNode(pdf, next.value, catalog.bytes);
    budget.spend(1);
    // A page without a number of its own, or one that stands twice, is no page that a reader could name.
    if (node.number < 0 || seen.has(node.number)) throw new PageCutError('pdf-damaged');
    seen.add(node.number);
    if (seen.size > MAX_NODES_PER_PAGE * maxPages + SPARE_NODES) throw new PageCutError('over-limit');
    const inherited = { ...next.inherited };
    for (const key of INHERITED) {
      const value = node.value.entries.get(key);
      if (value !== undefined) inherited[key] = { value, bytes: node.bytes };
    }
    const kids = pdf.resolve(node.value.entries.get('Kids'));
    if (kids === undefined) {
      if (isNameOf(node.value.entries.get('Type'), 'Pages')) continue;
      if (pages.length === maxPages) throw new PageCutError('over-limit');
      pages.push({ number: node.number, inherited });
    } else {
      if (kids.kind !== 'array') throw new PageCutError('pdf-damaged');
      for (let at = kids.items.length - 1; at >= 0; at -= 1)
        waiting.push({ value: kids.items[at], inherited });
    }
  }
  return pages;
}

function isNameOf(value: PdfValue | undefined, name: string): boolean {
  return value?.kind === 'name' && value.value === name;
}
