import { SealingError } from '../errors';
import { type CrossReferences, readCrossReferences, readStreamBytes } from './cross-references';
import { decodeStructureStream } from './stream-data';
import { ValueReader } from './value-reader';
import type { PdfDictionary, PdfReference, PdfValue } from './values';
import type { WorkBudget } from './work-budget';

/** An object as read. Spans in `value` are positions in `bytes`: the file, or an object stream's data. */
export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  readonly bytes: Buffer;
}

export interface OpenPdf {
  readonly bytes: Buffer;
  readonly references: CrossReferences;
  /** NULL where the file has no such object: a reference to it means null (ISO 32000-1, 7.3.10). */
  readObject(reference: PdfReference): PdfObject | null;
  /** Follows a reference; a direct value comes back as it is. Undefined where there is none. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
}

const HEADER_WITHIN = 1024;

/** Opens what readers open without repair. Throws `not-a-pdf`, `pdf-encrypted`, `pdf-damaged`, `over-limit`. */
export function openPdf(bytes: Buffer, budget: WorkBudget): OpenPdf {
  if (!bytes.subarray(0, HEADER_WITHIN).includes('%PDF-', 0, 'latin1')) throw new SealingError('not-a-pdf');
  const references = readCrossReferences(bytes, budget);
  if (references.trailer.entries.has('Encrypt')) throw new SealingError('pdf-encrypted');
  const openObjectStream = createObjectStreams(bytes, references, budget);

  function readObject(reference: PdfReference): PdfObject | null {
    const location = references.find(reference.number);
    if (location === null || location.kind === 'free') return null;
    if (location.kind === 'compressed') {
      return openObjectStream(location.stream).read(reference.number, location.index);
    }
    const { value } = readAt(bytes, location.offset, reference.number, budget);
    return { number: reference.number, generation: location.generation, value, bytes };
  }

  return {
    bytes,
    references,
    readObject,
    resolve(value) {
      if (value?.kind !== 'reference') return value;
      const target = readObject(value)?.value;
      // A reference to a reference is not a thing: no chain to follow.
      if (target?.kind === 'reference') throw new SealingError('pdf-damaged');
      return target;
    },
  };
}

function readAt(bytes: Buffer, offset: number, number: number, budget: WorkBudget) {
  const reader = new ValueReader(bytes, offset, budget);
  if (reader.readWholeNumber() !== number) throw new SealingError('pdf-damaged');
  reader.readWholeNumber();
  reader.readKeyword('obj');
  return { value: reader.readValue(), reader };
}

interface ObjectStream {
  read(number: number, index: number): PdfObject;
}

/** Each is inflated once; the budget bounds what is held. */
function createObjectStreams(bytes: Buffer, references: CrossReferences, budget: WorkBudget) {
  const opened = new Map<number, ObjectStream>();
  return function open(number: number): ObjectStream {
    const known = opened.get(number);
    if (known !== undefined) return known;
    const location = references.find(number);
    if (location?.kind !== 'offset') throw new SealingError('pdf-damaged');
    const { value, reader } = readAt(bytes, location.offset, number, budget);
    if (value.kind !== 'dictionary') throw new SealingError('pdf-damaged');
    const raw = readStreamBytes(reader, lengthOf(value, bytes, references, budget));
    const stream = createObjectStream(value, decodeStructureStream(value, raw, budget), budget);
    opened.set(number, stream);
    return stream;
  };
}

function lengthOf(
  dictionary: PdfDictionary,
  bytes: Buffer,
  references: CrossReferences,
  budget: WorkBudget,
): number {
  let length = dictionary.entries.get('Length');
  if (length?.kind === 'reference') {
    const location = references.find(length.number);
    if (location?.kind !== 'offset') throw new SealingError('pdf-damaged');
    length = readAt(bytes, location.offset, length.number, budget).value;
  }
  return wholeNumber(length);
}

/** ISO 32000-1, 7.5.7. */
function createObjectStream(dictionary: PdfDictionary, data: Buffer, budget: WorkBudget): ObjectStream {
  const count = wholeNumber(dictionary.entries.get('N'));
  const first = wholeNumber(dictionary.entries.get('First'));
  if (first > data.length || count > data.length) throw new SealingError('pdf-damaged');
  const head = new ValueReader(data, 0, budget);
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < count; i++) {
    numbers.push(head.readWholeNumber());
    offsets.push(first + head.readWholeNumber());
    budget.spend(2);
  }
  return {
    read(number, index) {
      const offset = offsets[index];
      if (numbers[index] !== number || offset === undefined) throw new SealingError('pdf-damaged');
      return { number, generation: 0, value: new ValueReader(data, offset, budget).readValue(), bytes: data };
    },
  };
}

function wholeNumber(value: PdfValue | undefined): number {
  if (value?.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0) {
    throw new SealingError('pdf-damaged');
  }
  return value.value;
}
