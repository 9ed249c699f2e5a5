import type { Document } from '../../api/schema';

const TYPES: readonly string[] = ['payslip', 'certificate', 'decision', 'other'] satisfies Document['type'][];

/** A sender may write what they like. */
export function isDocumentType(text: string): text is Document['type'] {
  return TYPES.includes(text);
}

export function isPeriod(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function isIsoDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

export function isSiret(text: string): boolean {
  return /^\d{14}$/.test(text);
}

/** Matricules are one whatever blanks and capitals they are written with. */
export function sameNumber(one: string, other: string): boolean {
  const plain = (number: string) => number.replaceAll(/\s/g, '').toUpperCase();
  return plain(one) === plain(other);
}
