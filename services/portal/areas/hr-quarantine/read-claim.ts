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

/** Whether what the page shows holds every word that was announced; a page without a name contradicts nobody. */
export function holdsName(shown: readonly string[], announced: string): boolean {
  if (shown.length === 0) return true;
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toUpperCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== '');
  const written = new Set(shown.flatMap(words));
  return words(announced).every((word) => written.has(word));
}

/** Matricules are one whatever blanks and capitals they are written with. */
export function sameNumber(one: string, other: string): boolean {
  const plain = (number: string) => number.replaceAll(/\s/g, '').toUpperCase();
  return plain(one) === plain(other);
}
