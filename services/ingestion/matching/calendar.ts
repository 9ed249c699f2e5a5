/**
 * Dates and months as French payroll output writes them. Everything is a text:
 * `YYYY-MM-DD`, `YYYY-MM`. No time zone is involved.
 */
const MONTHS = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev'],
  ['mars', 'mar'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil', 'jul'],
  ['aout', 'aou'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
];

const MONTH_WORD = MONTHS.flat().join('|');
const SEPARATOR = String.raw`\s?[/.\-]\s?`;

/** Source of a regular expression for a date, for use on levelled text (lower case, no accents). */
export const DATE_PATTERN = [
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}${SEPARATOR}\d{1,2}${SEPARATOR}(?:\d{4}|\d{2})`,
  String.raw`\d{2} \d{2} \d{4}`,
  String.raw`\d{1,2}(?:er)?\s(?:${MONTH_WORD})\.?\s\d{4}`,
  String.raw`\d{8}`,
].join('|');

/** Source of a regular expression for a month of a year, for use on levelled text. */
export const MONTH_PATTERN = [
  String.raw`(?:${MONTH_WORD})\.?\s?[\-/]?\s?\d{4}`,
  String.raw`(?:19|20)\d{2}${SEPARATOR}\d{2}`,
  String.raw`\d{1,2}${SEPARATOR}(?:19|20)\d{2}`,
  String.raw`\d{2} (?:19|20)\d{2}`,
  String.raw`(?:19|20)\d{2}(?:0[1-9]|1[0-2])`,
  String.raw`(?:0[1-9]|1[0-2])(?:19|20)\d{2}`,
  String.raw`(?:0[1-9]|1[0-2])/\d{2}`,
].join('|');

/** Lower case without accents, one character for one: indexes into it hold for the text itself. */
export function level(text: string): string {
  // Most of a page: nothing to take apart.
  if (/^[ -~]*$/u.test(text)) return text.toLowerCase();
  return [...text.normalize('NFC')]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join('')
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/[\s\u00a0\u202f]/gu, ' ');
}

/**
 * A written date as `YYYY-MM-DD`, or null where it is none that the calendar
 * knows. A year of two digits keeps its century open: `??83-05-17`.
 */
export function parseDate(written: string): string | null {
  const text = level(written).trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/u.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const french = /^(\d{1,2})\s?[/.\- ]\s?(\d{1,2})\s?[/.\- ]\s?(\d{4}|\d{2})$/u.exec(text);
  if (french) return dateOf(french[3], french[2], french[1]);
  const worded = /^(\d{1,2})(?:er)?\s([a-z]+)\.?\s(\d{4})$/u.exec(text);
  if (worded) return dateOf(worded[3], monthNumber(worded[2]), worded[1]);
  const run = /^(\d{2})(\d{2})(\d{4})$/u.exec(text);
  if (run) return dateOf(run[3], run[2], run[1]) ?? dateOf(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  return null;
}

/** Whether two dates of {@link parseDate} can be one: an open century agrees with each. */
export function sameDate(one: string, other: string): boolean {
  return one.startsWith('??') || other.startsWith('??') ? one.slice(2) === other.slice(2) : one === other;
}

/** A written month as `YYYY-MM`; null where it is none. */
export function parsePeriod(written: string): string | null {
  const text = level(written).trim();
  const yearFirst = /^(\d{4})(?:\s?[/.-]\s?)?(\d{2})$/u.exec(text);
  if (yearFirst && isYear(yearFirst[1]) && isMonth(yearFirst[2])) return `${yearFirst[1]}-${yearFirst[2]}`;
  const monthFirst = /^(\d{1,2})(?:\s?[/.\- ]\s?)?(\d{4})$/u.exec(text);
  if (monthFirst) return periodOf(monthFirst[2], monthFirst[1]);
  const short = /^(\d{2})\/(\d{2})$/u.exec(text);
  if (short) return periodOf(`20${short[2]}`, short[1]);
  const worded = /^([a-z]+)\.?\s?[-/]?\s?(\d{4})$/u.exec(text);
  if (worded) return periodOf(worded[2], monthNumber(worded[1]));
  return null;
}

/** Last day of a `YYYY-MM`. */
export function lastDayOf(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return `${period}-${String(daysIn(year, month)).padStart(2, '0')}`;
}

/** First day of the month that lies `months` before `period`. */
export function firstDayBefore(period: string, months: number): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  const index = year * 12 + month - 1 - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

function monthNumber(word: string | undefined): string | undefined {
  const index = MONTHS.findIndex((spellings) => spellings.includes(word ?? ''));
  return index < 0 ? undefined : String(index + 1);
}

function periodOf(year: string | undefined, month: string | undefined): string | null {
  return isYear(year) && isMonth(month) ? `${year}-${month.padStart(2, '0')}` : null;
}

function isYear(year: string | undefined): year is string {
  return year !== undefined && Number(year) >= 1950 && Number(year) < 2100;
}

function isMonth(month: string | undefined): month is string {
  return month !== undefined && Number(month) >= 1 && Number(month) <= 12;
}

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined || day === undefined || !isMonth(month)) return null;
  if (year.length === 4 && (Number(year) < 1880 || Number(year) >= 2100)) return null;
  // 29 February of an open century is left to the comparison.
  const days = daysIn(year.length === 4 ? Number(year) : 2000 + Number(year), Number(month));
  if (Number(day) < 1 || Number(day) > days) return null;
  return `${year.padStart(4, '?')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
