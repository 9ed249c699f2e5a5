import { readStreamBytes } from '../../sealing/pdf/cross-references';
import type { OpenPdf, PdfObject } from '../../sealing/pdf/open-pdf';
import { ValueReader } from '../../sealing/pdf/value-reader';
import type { PdfDictionary, PdfValue } from '../../sealing/pdf/values';
import type { WorkBudget } from '../../sealing/pdf/work-budget';
import { decodeStream } from './decode-stream';
import { PageCutError } from './errors';

/** A value and the bytes that its spans are positions in. */
export interface Located<V extends PdfValue = PdfValue> {
  readonly value: V;
  readonly bytes: Buffer;
}

export type LocatedDictionary = Located<PdfDictionary>;

/** A value after its reference was followed. */
export interface Resolved<V extends PdfValue = PdfValue> extends Located<V> {
  /** Of the indirect object that it is; NULL for a value that stands where it is used. */
  readonly number: number | null;
}

/** The source's objects as one cut sees them: each is read once, so that a dictionary is always the same one. */
export interface SourceObjects {
  resolve(located: Located | undefined): Resolved | undefined;
  dictionary(located: Located | undefined): Resolved<PdfDictionary> | undefined;
  /** The entry of a dictionary, not followed. */
  entry(dictionary: LocatedDictionary, key: string): Located | undefined;
  /** The entry followed, where it is a dictionary or a stream. */
  dictionaryAt(dictionary: LocatedDictionary, key: string): Resolved<PdfDictionary> | undefined;
  /** The entry followed, where it is an array: its items, not followed. */
  itemsAt(dictionary: LocatedDictionary, key: string): readonly Located[] | undefined;
  nameAt(dictionary: LocatedDictionary, key: string): string | undefined;
  numberAt(dictionary: LocatedDictionary, key: string): number | undefined;
  /** Whether it is a stream, not a mere dictionary. */
  isStream(object: Resolved<PdfDictionary>): boolean;
  /** The bytes of a stream as they stand. */
  rawBytes(stream: Resolved<PdfDictionary>): Buffer;
  /** What its filters make of them. @throws PageCutError `pdf-damaged` for what no filter of ours reads */
  decoded(stream: Resolved<PdfDictionary>): Buffer;
}

export function createSourceObjects(pdf: OpenPdf, budget: WorkBudget): SourceObjects {
  const known = new Map<number, PdfObject | null>();

  function read(reference: PdfValue & { kind: 'reference' }): PdfObject | null {
    const found = known.get(reference.number);
    if (found !== undefined) return found;
    const object = pdf.readObject(reference);
    // A reference to a reference is not a thing: no chain to follow.
    if (object?.value.kind === 'reference') throw new PageCutError('pdf-damaged');
    known.set(reference.number, object);
    return object;
  }

  function resolve(located: Located | undefined): Resolved | undefined {
    if (located === undefined) return undefined;
    const { value, bytes } = located;
    if (value.kind !== 'reference') return { value, bytes, number: null };
    const object = read(value);
    return object === null ? undefined : { value: object.value, bytes: object.bytes, number: object.number };
  }

  function dictionary(located: Located | undefined): Resolved<PdfDictionary> | undefined {
    const found = resolve(located);
    return found?.value.kind === 'dictionary' ? { ...found, value: found.value } : undefined;
  }

  function entry(of: LocatedDictionary, key: string): Located | undefined {
    const value = of.value.entries.get(key);
    return value && { value, bytes: of.bytes };
  }

  const resolvedEntry = (of: LocatedDictionary, key: string) => resolve(entry(of, key))?.value;

  function isStream({ value, bytes, number }: Resolved<PdfDictionary>): boolean {
    // Only a whole object can be one, and what stands in an object stream is none (ISO 32000-1, 7.5.7).
    if (number === null || bytes !== pdf.bytes) return false;
    return new ValueReader(bytes, value.end, budget).tryKeyword('stream');
  }

  function rawBytes(stream: Resolved<PdfDictionary>): Buffer {
    const length = resolvedEntry(stream, 'Length');
    if (length?.kind !== 'number' || !Number.isSafeInteger(length.value) || length.value < 0) {
      throw new PageCutError('pdf-damaged');
    }
    return readStreamBytes(new ValueReader(stream.bytes, stream.value.end, budget), length.value);
  }

  return {
    resolve,
    dictionary,
    entry,
    dictionaryAt: (of, key) => dictionary(entry(of, key)),
    itemsAt(of, key) {
      const array = resolve(entry(of, key));
      return array?.value.kind === 'array'
        ? array.value.items.map((value) => ({ value, bytes: array.bytes }))
        : undefined;
    },
    nameAt(of, key) {
      const value = resolvedEntry(of, key);
      return value?.kind === 'name' ? value.value : undefined;
    },
    numberAt(of, key) {
      const value = resolvedEntry(of, key);
      return value?.kind === 'number' ? value.value : undefined;
    },
    isStream,
    rawBytes,
    decoded(stream) {
      const filters = resolve(entry(stream, 'Filter'));
      const names = filters?.value.kind === 'array' ? filters.value.items : filters ? [filters.value] : [];
      const resolvedNames = names.map(
        (value) => resolve({ value, bytes: filters?.bytes ?? stream.bytes })?.value,
      );
      const parameters = resolve(entry(stream, 'DecodeParms') ?? entry(stream, 'DP'));
      return decodeStream(rawBytes(stream), resolvedNames, parameters?.value, budget);
    },
  };
}
