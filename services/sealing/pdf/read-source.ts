import { SealingError } from '../errors';
import { type OpenPdf, openPdf, type PdfObject } from './open-pdf';
import type { PdfDictionary, PdfReference, PdfValue } from './values';
import { createWorkBudget, type WorkBudget } from './work-budget';

export interface SourceLimits {
  readonly bytes: number;
  readonly pages: number;
}

/** An indirect object that is a dictionary. */
export interface DictionaryObject extends PdfObject {
  readonly value: PdfDictionary;
}

/** What sealing needs to know of a file. */
export interface SourceStructure {
  readonly pdf: OpenPdf;
  readonly catalog: DictionaryObject;
  readonly firstPage: DictionaryObject;
  readonly pages: number;
  /** Signature fields that hold a signature. */
  readonly signatures: number;
}

const MAX_NODES_PER_PAGE = 4;
const MAX_FIELDS = 100_000;

/** Throws {@link SealingError} with the code of what makes the file unfit for sealing. */
export function readSource(bytes: Buffer, limits: SourceLimits): SourceStructure {
  if (bytes.length > limits.bytes) throw new SealingError('over-limit');
  const budget = createWorkBudget();
  const pdf = openPdf(bytes, budget);
  const catalog = readDictionary(pdf, pdf.references.trailer.entries.get('Root'));
  const { pages, firstPage } = walkPages(pdf, catalog.value.entries.get('Pages'), limits.pages, budget);
  return { pdf, catalog, firstPage, pages, signatures: countSignatures(pdf, catalog.value, budget) };
}

export function readDictionary(pdf: OpenPdf, value: PdfValue | undefined): DictionaryObject {
  const object = value?.kind === 'reference' ? pdf.readObject(value) : null;
  if (object?.value.kind !== 'dictionary') throw new SealingError('pdf-damaged');
  return { ...object, value: object.value };
}

/** Counts the leaves: what /Count claims is the sender's word. */
function walkPages(pdf: OpenPdf, root: PdfValue | undefined, maxPages: number, budget: WorkBudget) {
  const seen = new Set<number>();
  const waiting: (PdfValue | undefined)[] = [root];
  let firstPage: DictionaryObject | null = null;
  let pages = 0;
  while (waiting.length > 0) {
    const node = readDictionary(pdf, waiting.pop());
    budget.spend(1);
    if (seen.has(node.number)) throw new SealingError('pdf-damaged');
    seen.add(node.number);
    if (seen.size > MAX_NODES_PER_PAGE * (maxPages + 64)) throw new SealingError('over-limit');
    const kids = pdf.resolve(node.value.entries.get('Kids'));
    if (kids === undefined) {
      if (isEmptyTree(node.value)) continue;
      firstPage ??= node;
      if (++pages > maxPages) throw new SealingError('over-limit');
      continue;
    }
    if (kids.kind !== 'array') throw new SealingError('pdf-damaged');
    for (let i = kids.items.length - 1; i >= 0; i--) waiting.push(kids.items[i]);
  }
  if (firstPage === null) throw new SealingError('pdf-empty');
  return { pages, firstPage };
}

function isEmptyTree(node: PdfDictionary): boolean {
  const type = node.entries.get('Type');
  return type?.kind === 'name' && type.value === 'Pages';
}

function countSignatures(pdf: OpenPdf, catalog: PdfDictionary, budget: WorkBudget): number {
  const form = pdf.resolve(catalog.entries.get('AcroForm'));
  if (form?.kind !== 'dictionary') return 0;
  const seen = new Set<number>();
  const waiting: { readonly node: PdfValue; readonly type: string | null }[] = [];
  const push = (nodes: PdfValue | undefined, type: string | null) => {
    const list = pdf.resolve(nodes);
    if (list?.kind === 'array') for (const node of list.items) waiting.push({ node, type });
  };
  push(form.entries.get('Fields'), null);
  let signatures = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    budget.spend(1);
    if (!isNew(next.node, seen)) continue;
    if (seen.size > MAX_FIELDS) throw new SealingError('over-limit');
    const field = pdf.resolve(next.node);
    if (field?.kind !== 'dictionary') continue;
    const own = field.entries.get('FT');
    const type = own?.kind === 'name' ? own.value : next.type;
    if (type === 'Sig' && holdsSignature(pdf, field)) signatures++;
    push(field.entries.get('Kids'), type);
  }
  return signatures;
}

function isNew(node: PdfValue, seen: Set<number>): node is PdfReference {
  if (node.kind !== 'reference' || seen.has(node.number)) return false;
  seen.add(node.number);
  return true;
}

function holdsSignature(pdf: OpenPdf, field: PdfDictionary): boolean {
  const value = pdf.resolve(field.entries.get('V'));
  return value?.kind === 'dictionary' && value.entries.has('ByteRange');
}
