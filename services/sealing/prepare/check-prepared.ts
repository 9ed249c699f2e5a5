import { SealingError } from '../errors';
import type { OpenPdf, PdfObject } from '../pdf/open-pdf';
import { readSource, type SourceStructure } from '../pdf/read-source';
import type { PdfDictionary, PdfValue } from '../pdf/values';
import type { PreparedFile } from './prepared-file';

/** Lists that the new field is added to. */
const EXTENDED: ReadonlySet<string> = new Set(['Annots', 'Fields']);

/**
 * Proves on the output, before anything is signed, that the increment adds a
 * signature and nothing else: the source is its prefix (so every earlier
 * signature still stands on its own bytes), the pages are as many, and of the
 * source's objects only annotation and field lists differ (so every page shows
 * what it showed). Throws `seal-check-failed`.
 */
export function checkPrepared(source: SourceStructure, prepared: PreparedFile): void {
  const { pdf: before } = source;
  const prefix = prepared.bytes.subarray(0, before.bytes.length);
  if (!prefix.equals(before.bytes)) throw failed();
  const after = readSource(prepared.bytes, { bytes: prepared.bytes.length, pages: source.pages });
  if (after.pages !== source.pages || after.signatures !== source.signatures + 1) throw failed();
  if (after.catalog.number !== source.catalog.number) throw failed();
  for (const [first, count] of after.pdf.references.newest.ranges) {
    for (let number = first; number < Math.min(first + count, before.references.nextNumber); number++) {
      checkObject(before, after.pdf, number);
    }
  }
}

function checkObject(before: OpenPdf, after: OpenPdf, number: number): void {
  if (number === 0) return;
  const reference = { kind: 'reference', number, generation: 0, start: 0, end: 0 } as const;
  const old = before.readObject(reference);
  const current = after.readObject(reference);
  if (old === null && current === null) return;
  if (old === null || current === null || !sameButLists(old, current)) throw failed();
}

function sameButLists(old: PdfObject, current: PdfObject): boolean {
  const [a, b] = [old.value, current.value];
  if (a.kind === 'array' && b.kind === 'array') return isExtended(old, a, current, b);
  return a.kind === 'dictionary' && b.kind === 'dictionary' && sameEntries(old, a, current, b);
}

function sameEntries(old: PdfObject, a: PdfDictionary, current: PdfObject, b: PdfDictionary): boolean {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].every((key) => sameEntry(old, key, a.entries.get(key), current, b.entries.get(key)));
}

function sameEntry(
  old: PdfObject,
  key: string,
  a: PdfValue | undefined,
  current: PdfObject,
  b: PdfValue | undefined,
): boolean {
  if (key === 'SigFlags') return true;
  if (key === 'AcroForm' && a === undefined) return true;
  if (key === 'AcroForm' && a?.kind === 'dictionary') {
    return b?.kind === 'dictionary' && sameEntries(old, a, current, b);
  }
  if (!EXTENDED.has(key)) return same(old, a, current, b);
  if (a?.kind === 'reference') return same(old, a, current, b);
  return isExtended(old, a, current, b);
}

/** A list keeps its items and gains the field. */
function isExtended(
  old: PdfObject,
  a: PdfValue | undefined,
  current: PdfObject,
  b: PdfValue | undefined,
): boolean {
  if (b?.kind !== 'array' || (a !== undefined && a.kind !== 'array')) return false;
  const items = a?.items ?? [];
  return (
    b.items.length === items.length + 1 &&
    items.every((item, index) => same(old, item, current, b.items[index]))
  );
}

function same(old: PdfObject, a: PdfValue | undefined, current: PdfObject, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.kind) {
    case 'dictionary':
      return (
        b.kind === 'dictionary' &&
        a.entries.size === b.entries.size &&
        [...a.entries].every(([key, value]) => same(old, value, current, b.entries.get(key)))
      );
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => same(old, item, current, b.items[index]))
      );
    case 'reference':
      return b.kind === 'reference' && a.number === b.number && a.generation === b.generation;
    case 'string':
      return b.kind === 'string' && rawOf(old, a) === rawOf(current, b);
    default:
      return a.kind === b.kind && 'value' in b && a.value === b.value;
  }
}

function rawOf(object: PdfObject, value: PdfValue): string {
  const raw = object.bytes.toString('latin1', value.start, value.end);
  return raw.startsWith('<') ? raw.toUpperCase() : raw;
}

function failed(): SealingError {
  return new SealingError('seal-check-failed');
}
