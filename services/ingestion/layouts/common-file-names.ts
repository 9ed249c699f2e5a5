import { type DocumentType, parseType } from '../matching/parse-type';
import {
  distinctReadings,
  type FileNameReading,
  isMatriculeInName,
  MAX_FILE_NAME_CHARACTERS,
  periodInName,
} from './file-name-reading';

const MAX_WORDS = 16;
/** Words that name a type together, "bulletin de paie": as many as possible. */
const LENGTHS_OF_TYPE = [4, 3, 2, 1] as const;
/** Months around the batch's within which a number is rather a period than a matricule. */
const MONTHS_AROUND = 24;

/**
 * Readings of a name that no pattern of the employer's explains, for there is
 * none: words between `_`, `-`, blanks or dots, in any order, of which exactly one
 * that holds a digit is left when the period is taken out: the matricule.
 *
 * @param period of the batch
 */
export function readCommonFileName(name: string, period: string): readonly FileNameReading[] {
  const text = name.normalize('NFC').replace(/\.pdf$/iu, '');
  const words = text.split(/[\s_.,;+()[\]–-]+/u).filter((word) => word !== '');
  if (text.length > MAX_FILE_NAME_CHARACTERS || words.length > MAX_WORDS) return [];
  const without = readWords(words, undefined);
  const isRatherPeriod = without !== null && isNear(periodInName(without.payrollNumber), period);
  return distinctReadings([
    ...(without === null || isRatherPeriod ? [] : [without]),
    ...periodsIn(words).flatMap(({ at, length, period: found }) => {
      const reading = readWords(words.toSpliced(at, length), found);
      return reading === null ? [] : [reading];
    }),
  ]);
}

function periodsIn(words: readonly string[]): { at: number; length: number; period: string }[] {
  return words.flatMap((_, at) =>
    [1, 2].flatMap((length) => {
      const period =
        at + length <= words.length ? periodInName(words.slice(at, at + length).join('-')) : null;
      return period === null ? [] : [{ at, length, period }];
    }),
  );
}

function readWords(words: readonly string[], period: string | undefined): FileNameReading | null {
  const numbers = words.filter((word) => /\p{N}/u.test(word));
  const [payrollNumber] = numbers;
  if (payrollNumber === undefined || numbers.length > 1 || !isMatriculeInName(payrollNumber)) return null;
  const lettering = /^(\p{L}+)\p{N}/u.exec(payrollNumber)?.[1];
  // BP00042: whether the letters are the kind of document or of the matricule nobody could tell.
  if (lettering !== undefined && parseType(lettering) !== null) return null;
  const { types, others } = splitTypes(words.filter((word) => word !== payrollNumber));
  const stated = types.size > 1 ? new Set([...types].filter((type) => type !== 'other')) : types;
  if (stated.size > 1) return null;
  const [type] = stated;
  return {
    payrollNumber,
    ...(period === undefined ? {} : { period }),
    ...(type === undefined ? {} : { type }),
    ...(others.length === 0 ? {} : { words: others.join(' ') }),
  };
}

/** The longest words for a type first: an `attestation de paie` is no payslip. */
function splitTypes(words: readonly string[]): { types: ReadonlySet<DocumentType>; others: string[] } {
  const types = new Set<DocumentType>();
  const others: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = LENGTHS_OF_TYPE.find((count) => typeAt(words, at, count) !== null);
    const type = length === undefined ? null : typeAt(words, at, length);
    if (type === null) others.push(words[at] ?? '');
    else types.add(type);
    at += length ?? 1;
  }
  return { types, others };
}

function typeAt(words: readonly string[], at: number, count: number): DocumentType | null {
  if (at + count > words.length) return null;
  return parseType(words.slice(at, at + count).join(' '));
}

function isNear(period: string | null, other: string): boolean {
  if (period === null) return false;
  return Math.abs(monthsOf(period) - monthsOf(other)) <= MONTHS_AROUND;
}

function monthsOf(period: string): number {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return year * 12 + month;
}
