/** Longest matricule taken; real ones have up to about 20 characters. */
const MAX_LENGTH = 64;

/** A matricule as it is compared: blanks do not count, everything else does, leading zeros and case included. */
export function normalisePayrollNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/** @param number normalised */
export function isPayrollNumber(number: string): boolean {
  return number.length > 0 && number.length <= MAX_LENGTH && /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(number);
}

const NIR = /^(\d{5})(\d{2}|2[AB])(\d{6})(\d{2})?$/i;

/**
 * Whether a text has the shape of a social security number (NIR): 13 digits, or
 * 15 whose last two are the key of the others (97 - n mod 97, Corsican 2A as 19
 * and 2B as 18; Code de la sécurité sociale R161-1, INSEE). Blanks, dots,
 * hyphens, slashes and underscores do not hide one, nor digits of full width.
 */
export function isNirShaped(text: string): boolean {
  const parts = NIR.exec(text.normalize('NFKC').replace(/[\p{Z}\s.\-‐‑–/_]+/gu, ''));
  if (parts === null) return false;
  const [, head = '', department = '', tail = '', key] = parts;
  if (key === undefined) return true;
  const numeric = department.toUpperCase().replace('2A', '19').replace('2B', '18');
  return 97n - (BigInt(head + numeric + tail) % 97n) === BigInt(key);
}
