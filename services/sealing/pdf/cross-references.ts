import { SealingError } from '../errors';
import { decodeStructureStream } from './stream-data';
import { ValueReader } from './value-reader';
import type { PdfDictionary } from './values';
import type { WorkBudget } from './work-budget';

/** Where an object lies: at an offset, or as the nth of an object stream. */
export type ObjectLocation =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

/** One section: looked up in place, so that a million entries cost no memory. */
interface Section {
  readonly trailer: PdfDictionary;
  readonly kind: 'table' | 'stream';
  /** One more than the highest object number it speaks of. */
  readonly end: number;
  /** The object numbers of its own entries, as [first, count]. */
  readonly ranges: readonly (readonly [first: number, count: number])[];
  find(number: number): ObjectLocation | null;
}

export interface CrossReferences {
  /** Of the newest section; its spans are in the file. */
  readonly trailer: PdfDictionary;
  readonly newest: Section;
  /** A table whose trailer also points to a stream (ISO 32000-1, 7.5.8.4). */
  readonly hybrid: boolean;
  /** Offset of the newest section. */
  readonly startxref: number;
  /** First object number that no section uses. */
  readonly nextNumber: number;
  find(number: number): ObjectLocation | null;
}

const TAIL = 2048;
const ENTRY = 20;
const MAX_SECTIONS = 1024;
/** The largest object number that readers take (ISO 32000-1, annex C). */
const MAX_OBJECTS = 8_388_607;

/** Reads the sections from the newest back. A chain that does not hold is `pdf-damaged`: nothing is repaired. */
export function readCrossReferences(bytes: Buffer, budget: WorkBudget): CrossReferences {
  const startxref = readStartxref(bytes, budget);
  const sections: Section[] = [];
  const seen = new Set<number>();
  let hybrid = false;
  let next: number | null = startxref;
  while (next !== null) {
    if (seen.has(next) || seen.size >= MAX_SECTIONS) throw damaged();
    seen.add(next);
    const section = readSection(bytes, next, budget);
    sections.push(section);
    const stream = optionalOffset(section.trailer, 'XRefStm');
    if (section.kind === 'table' && stream !== null) {
      hybrid = true;
      sections.push(readSection(bytes, stream, budget));
    }
    next = optionalOffset(section.trailer, 'Prev');
  }
  const newest = sections[0];
  if (newest === undefined) throw damaged();
  const nextNumber = sections.reduce((highest, section) => Math.max(highest, section.end), 0);
  if (nextNumber > MAX_OBJECTS) throw damaged();
  return {
    trailer: newest.trailer,
    newest,
    hybrid,
    startxref,
    nextNumber,
    find(number) {
      for (const section of sections) {
        const found = section.find(number);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

function readStartxref(bytes: Buffer, budget: WorkBudget): number {
  const from = Math.max(0, bytes.length - TAIL);
  const at = bytes.subarray(from).lastIndexOf('startxref', undefined, 'latin1');
  if (at < 0) throw damaged();
  const offset = new ValueReader(bytes, from + at + 'startxref'.length, budget).readWholeNumber();
  if (offset === 0 || offset >= bytes.length) throw damaged();
  return offset;
}

function readSection(bytes: Buffer, offset: number, budget: WorkBudget): Section {
  const reader = new ValueReader(bytes, offset, budget);
  return reader.tryKeyword('xref') ? readTable(reader, budget) : readStream(reader, budget);
}

interface Run {
  readonly first: number;
  readonly count: number;
  /** Where its entries begin, in the file or in the stream's data. */
  readonly at: number;
}

function readTable(reader: ValueReader, budget: WorkBudget): Section {
  const { bytes } = reader;
  const runs: Run[] = [];
  while (!reader.tryKeyword('trailer')) {
    const first = reader.readWholeNumber();
    const count = reader.readWholeNumber();
    reader.skipBlanks();
    const at = reader.position;
    if (first + count > MAX_OBJECTS || at + count * ENTRY > bytes.length) throw damaged();
    runs.push({ first, count, at });
    reader.position = at + count * ENTRY;
  }
  const trailer = reader.readValue();
  if (trailer.kind !== 'dictionary') throw damaged();
  return createSection('table', trailer, runs, budget, (run, number) => {
    const entry = bytes.toString(
      'latin1',
      run.at + (number - run.first) * ENTRY,
      run.at + (number - run.first + 1) * ENTRY,
    );
    const parts = /^(\d{10}) (\d{5}) ([nf])/.exec(entry);
    if (parts === null) throw damaged();
    if (parts[3] === 'f') return { kind: 'free' };
    return { kind: 'offset', offset: Number(parts[1]), generation: Number(parts[2]) };
  });
}

function readStream(reader: ValueReader, budget: WorkBudget): Section {
  reader.readWholeNumber();
  reader.readWholeNumber();
  reader.readKeyword('obj');
  const trailer = reader.readValue();
  if (trailer.kind !== 'dictionary' || nameOf(trailer, 'Type') !== 'XRef') throw damaged();
  const length = wholeEntry(trailer, 'Length');
  const data = decodeStructureStream(trailer, readStreamBytes(reader, length), budget);
  const [typeWidth, secondWidth, thirdWidth] = readWidths(trailer);
  const width = typeWidth + secondWidth + thirdWidth;
  const runs = readIndex(trailer, width, data.length);
  return createSection('stream', trailer, runs, budget, (run, number) => {
    const at = run.at + (number - run.first) * width;
    const type = typeWidth === 0 ? 1 : readField(data, at, typeWidth);
    const second = readField(data, at + typeWidth, secondWidth);
    const third = readField(data, at + typeWidth + secondWidth, thirdWidth);
    if (type === 1) return { kind: 'offset', offset: second, generation: third };
    if (type === 2) return { kind: 'compressed', stream: second, index: third };
    return { kind: 'free' };
  });
}

function createSection(
  kind: Section['kind'],
  trailer: PdfDictionary,
  runs: readonly Run[],
  budget: WorkBudget,
  read: (run: Run, number: number) => ObjectLocation,
): Section {
  const size = wholeEntry(trailer, 'Size');
  return {
    trailer,
    kind,
    end: runs.reduce((end, run) => Math.max(end, run.first + run.count), size),
    ranges: runs.map((run) => [run.first, run.count] as const),
    find(number) {
      for (const [index, run] of runs.entries()) {
        if (number >= run.first && number < run.first + run.count) {
          budget.spend(index + 1);
          return read(run, number);
        }
      }
      budget.spend(runs.length);
      return null;
    },
  };
}

/** The raw bytes of a stream whose dictionary was just read. */
export function readStreamBytes(reader: ValueReader, length: number): Buffer {
  const { bytes } = reader;
  reader.readKeyword('stream');
  let start = reader.position;
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  if (length > bytes.length - start) throw damaged();
  reader.position = start + length;
  reader.readKeyword('endstream');
  return bytes.subarray(start, start + length);
}

function readWidths(trailer: PdfDictionary): [number, number, number] {
  const widths = trailer.entries.get('W');
  if (widths?.kind !== 'array') throw damaged();
  const [type, second, third] = widths.items.map((item) => (item.kind === 'number' ? item.value : -1));
  const all = [type ?? -1, second ?? -1, third ?? -1] as const;
  if (all.some((width) => !Number.isInteger(width) || width < 0 || width > 8)) throw damaged();
  if (all[0] + all[1] + all[2] === 0) throw damaged();
  return [...all];
}

function readIndex(trailer: PdfDictionary, width: number, available: number): Run[] {
  const index = trailer.entries.get('Index');
  const numbers =
    index === undefined
      ? [0, wholeEntry(trailer, 'Size')]
      : index.kind === 'array'
        ? index.items.map((item) => (item.kind === 'number' ? item.value : -1))
        : [-1];
  const runs: Run[] = [];
  let at = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    const first = numbers[i] ?? -1;
    const count = numbers[i + 1] ?? -1;
    if (!Number.isInteger(first) || !Number.isInteger(count) || first < 0 || count < 0) throw damaged();
    if (first + count > MAX_OBJECTS || at + count * width > available) throw damaged();
    runs.push({ first, count, at });
    at += count * width;
  }
  return runs;
}

function readField(data: Buffer, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0);
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}

function optionalOffset(dictionary: PdfDictionary, key: string): number | null {
  return dictionary.entries.has(key) ? wholeEntry(dictionary, key) : null;
}

function wholeEntry(dictionary: PdfDictionary, key: string): number {
  const value = dictionary.entries.get(key);
  if (value?.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0) throw damaged();
  return value.value;
}

function nameOf(dictionary: PdfDictionary, key: string): string | null {
  const value = dictionary.entries.get(key);
  return value?.kind === 'name' ? value.value : null;
}

function damaged(): SealingError {
  return new SealingError('pdf-damaged');
}
