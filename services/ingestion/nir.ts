/**
 * The NIR (numéro d'inscription au répertoire, "social security number") never
 * routes a document and is never stored (CNIL deliberation 2013-270): texts
 * lose it at their first parse, before any row or log.
 *
 * Form: sex, year, month, department (2A and 2B for Corsica), commune, order =
 * 13 places, then often a key of two digits: 97 − (number mod 97), with 2A
 * read as 19 and 2B as 18. Fictional numbers start with any digit, so the
 * first one is not looked at.
 */
export const NIR_MASK = '[NIR]';

/** Up to three separators between two parts; a tab stands between two cells of a printed line. */
const GAP = String.raw`[\s.\-/_]{0,3}`;
const PART = { sex: String.raw`\d`, pair: String.raw`\d{2}`, department: String.raw`(?:\d{2}|2[AB])` };
const MONTH = '(?:0[1-9]|1[0-2]|[2-9][0-9])';

/** The ways it is printed; groups: 1 = the 13 places, 2 = the key. */
const PRINTED = [
  // In parts, as on nearly every slip: 1 84 05 99 999 123 45, or any parts run together.
  `(${[PART.sex, PART.pair, MONTH, PART.department, String.raw`\d{3}`, String.raw`\d{3}`].join(GAP)})`,
  // Run together: no month is checked, 13 digits are enough.
  String.raw`(\d{5}${PART.department}\d{6})`,
  // One digit to a box.
  String.raw`(\d(?:[\s.]{1,3}\d){4}[\s.]{1,3}(?:\d[\s.]{1,3}\d|2[\s.]{0,3}[AB])(?:[\s.]{1,3}\d){6})`,
].map(
  (form) =>
    new RegExp(String.raw`(?<!\d)${form}(?:${GAP}(\d{2}|(?<=\d[\s.]{1,3})\d[\s.]{1,3}\d))?(?!\d)`, 'giu'),
);

/** The text with every NIR replaced by {@link NIR_MASK}. Other numbers, SIRET and IBAN among them, stay. */
export function maskNir(text: string): string {
  return PRINTED.reduce((masked, form) => maskForm(masked, form), text);
}

function maskForm(text: string, form: RegExp): string {
  return text.replace(form, (found: string, number: string, key: string | undefined, offset: number) => {
    const places = placesOf(number);
    if (key !== undefined && keyIsRight(places, placesOf(key))) return NIR_MASK;
    if (isPartOfIban(text, offset)) return found;
    // Fifteen digits in one run whose key is wrong are another number: a long matricule.
    if (key !== undefined && /\d{2}$/u.test(key) && found.endsWith(`${number.slice(-1)}${key}`)) return found;
    // Over several cells only a right key tells a NIR from a line of amounts.
    if (number.includes('\t') && !/^\d\s\d{2}\s\d{2}\s/u.test(number)) return found;
    return `${NIR_MASK}${found.slice(number.length)}`;
  });
}

function placesOf(text: string): string {
  return text.replace(/[^\dAB]/giu, '').toUpperCase();
}

function keyIsRight(places: string, key: string): boolean {
  const number = Number(places.replace('2A', '19').replace('2B', '18'));
  return Number(key) === 97 - (number % 97);
}

/** Longest IBAN. A search further back would cost, on a hostile text, the square of its length. */
const IBAN_LENGTH = 34;

/** ISO 13616: country, two check digits, account; as a number it leaves 1 modulo 97. */
function isPartOfIban(text: string, offset: number): boolean {
  const from = Math.max(0, offset - IBAN_LENGTH);
  const before = text.slice(from, offset).search(/[A-Z]{2}(?:\d{2}[A-Z\d]*)?$/u);
  if (before < 0) return false;
  const iban = /^[A-Z]{2}\d{2}[A-Z\d]{11,30}/u.exec(text.slice(from + before, offset + IBAN_LENGTH))?.[0];
  if (iban === undefined) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/gu, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
