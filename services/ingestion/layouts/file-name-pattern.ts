import { level } from '../matching/calendar';
import { type DocumentType, parseType } from '../matching/parse-type';
import {
  distinctReadings,
  type FileNameReading,
  isMatriculeInName,
  MAX_FILE_NAME_CHARACTERS,
  periodInName,
} from './file-name-reading';

const FIELDS = ['type', 'payrollNumber', 'period', 'any'] as const;
type Field = (typeof FIELDS)[number];
type Part = { readonly literal: string } | { readonly field: Field };

/** Longest text of each, so that what is tried is little. */
const LONGEST: Readonly<Record<Field, number>> = {
  type: 40,
  payrollNumber: 68,
  period: 15,
  any: MAX_FILE_NAME_CHARACTERS,
};
/** `{any}` in one pattern. */
const MAX_ANY = 2;

export interface FileNamePattern {
  readonly pattern: string;
  /** Different readings of a name: none where it is not explained; two where it is ambiguous. */
  read(name: string): readonly FileNameReading[];
}

/** Whether a text is a pattern: `{payrollNumber}` once, the other fields once at most, text between them. */
export function isFileNamePattern(pattern: string): boolean {
  return parsePattern(pattern) !== null;
}

/**
 * A pattern as a matcher. No regular expression is made of it: each place of the
 * name is looked at once for each part of the pattern, whatever both hold.
 *
 * @param types the employer's own words, beside those that everybody uses
 * @throws Error for what is no pattern: those stored were checked
 */
export function compileFileNamePattern(
  pattern: string,
  types: Readonly<Record<string, DocumentType>> = {},
): FileNamePattern {
  const parts = parsePattern(pattern);
  if (parts === null) throw new Error('not a pattern for file names');
  const ownTypes = new Map(Object.entries(types).map(([word, type]) => [wordOf(word), type]));
  return { pattern, read: (name) => readName(parts, ownTypes, name.normalize('NFC')) };
}

function parsePattern(pattern: string): Part[] | null {
  const parts: Part[] = [];
  const text = pattern.normalize('NFC');
  for (const piece of text.split(/(\{[^{}]*\})/u)) {
    if (piece === '') continue;
    const name = /^\{(.*)\}$/u.exec(piece)?.[1];
    if (name === undefined) {
      if (/[{}/\\\p{C}]/u.test(piece)) return null;
      parts.push({ literal: level(piece) });
    } else {
      const field = FIELDS.find((known) => known === name);
      const before = parts.at(-1);
      // Where free text ends before a field nobody could tell.
      if (field === undefined || (before && 'field' in before && [before.field, field].includes('any'))) {
        return null;
      }
      parts.push({ field });
    }
  }
  const count = (field: Field) => parts.filter((part) => 'field' in part && part.field === field).length;
  if (count('payrollNumber') !== 1 || count('type') > 1 || count('period') > 1) return null;
  return count('any') > MAX_ANY ? null : parts;
}

type Found = Omit<FileNameReading, 'payrollNumber'> & { readonly payrollNumber?: string };

function readName(
  parts: readonly Part[],
  ownTypes: ReadonlyMap<string, DocumentType>,
  name: string,
): readonly FileNameReading[] {
  if (name.length > MAX_FILE_NAME_CHARACTERS) return [];
  const levelled = level(name);
  const known = new Map<number, readonly Found[]>();

  /** Readings of the name from a place on, by the parts from one on. */
  function from(part: number, place: number): readonly Found[] {
    const key = part * (MAX_FILE_NAME_CHARACTERS + 1) + place;
    let found = known.get(key);
    if (found === undefined) {
      found = readFrom(part, place);
      known.set(key, found);
    }
    return found;
  }

  function readFrom(at: number, place: number): readonly Found[] {
    const part = parts[at];
    if (part === undefined) return place === name.length ? [{}] : [];
    if ('literal' in part) {
      return levelled.startsWith(part.literal, place) ? from(at + 1, place + part.literal.length) : [];
    }
    const found: Found[] = [];
    const last = Math.min(name.length, place + LONGEST[part.field]);
    for (let end = place + 1; end <= last; end += 1) {
      const value = readField(part.field, name.slice(place, end), ownTypes);
      if (value === null) continue;
      for (const rest of from(at + 1, end)) found.push({ ...value, ...rest });
    }
    return two(found);
  }

  return from(0, 0) as readonly FileNameReading[];
}

/** Two that differ are enough to know that the name is ambiguous. */
function two(found: readonly Found[]): readonly Found[] {
  return distinctReadings(found as readonly FileNameReading[]).slice(0, 2);
}

function readField(field: Field, text: string, ownTypes: ReadonlyMap<string, DocumentType>): Found | null {
  switch (field) {
    case 'payrollNumber':
      return isMatriculeInName(text) ? { payrollNumber: text } : null;
    case 'period': {
      const period = periodInName(text);
      return period === null ? null : { period };
    }
    case 'type': {
      const type = ownTypes.get(wordOf(text)) ?? parseType(text);
      return type === null ? null : { type };
    }
    case 'any':
      return {};
  }
}

function wordOf(text: string): string {
  return level(text)
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}
