import { parsePeriod } from '../matching/calendar';
import type { DocumentType } from '../matching/parse-type';

/** What a file's name says of its document: the sender's claim where there is no manifest. */
export interface FileNameReading {
  readonly payrollNumber: string;
  /** `YYYY-MM`. */
  readonly period?: string;
  readonly type?: DocumentType;
  /** Words that are none of these, in their order: a name, perhaps. */
  readonly words?: string;
}

/** Longer ones are not read: no payroll software writes them, and reading takes time. */
export const MAX_FILE_NAME_CHARACTERS = 120;

const MATRICULE = /^[\p{L}\p{N}]{1,64}(?:-[\p{L}\p{N}]{1,3})?$/u;

/** Letters and digits, one digit at least, and a suffix behind a hyphen: 00042, A12, 00042-1. */
export function isMatriculeInName(text: string): boolean {
  return MATRICULE.test(text) && /\p{N}/u.test(text);
}

/** 202608, 2026-08, 08_2026, 082026, août 2026, 2026 août: `YYYY-MM`, or null. */
export function periodInName(text: string): string | null {
  if (text.length < 6) return null;
  const written = text.replace(/[_\s.]+/gu, '-');
  const yearFirst = /^(\d{4})-?(\p{L}+)$/u.exec(written);
  return parsePeriod(yearFirst ? `${yearFirst[2]}-${yearFirst[1]}` : written);
}

/** Readings that say the same are one. */
export function distinctReadings(readings: readonly FileNameReading[]): FileNameReading[] {
  return [...new Map(readings.map((reading) => [meaningOf(reading), reading])).values()];
}

function meaningOf({ payrollNumber, period, type }: FileNameReading): string {
  return JSON.stringify([payrollNumber, period, type]);
}
