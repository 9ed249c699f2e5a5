import type { Language } from './language';

export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Of public bodies in France, wherever the reader is. */
const TIME_ZONE = 'Europe/Paris';

export interface Formats {
  /** Instant → 27/10/2026 */
  shortDate(instant: string | Date): string;
  /** Instant → 27 octobre 2026 */
  date(instant: string | Date): string;
  /** Instant → 27 octobre 2026 à 14 h 05 */
  dateTime(instant: string | Date): string;
  /** Instant → 14 h 05 */
  time(instant: string | Date): string;
  /** `YYYY-MM` → octobre 2026 */
  month(period: string): string;
  /** `YYYY-MM-DD` → 27/10/2026 */
  day(isoDate: string): string;
  /** 14 digits → 219 900 412 00012 */
  siret(digits: string): string;
  number(value: number): string;
  /** 0…1 → 42 % */
  percent(share: number): string;
  /** Bytes → 1,2 Mo */
  size(bytes: number): string;
  list(parts: readonly string[]): string;
  /** Chooses the form that goes with a number: in French 0 and 1 are singular. */
  plural(count: number, forms: { readonly one: string; readonly other: string }): string;
  /** Seconds → 2 minutes */
  duration(seconds: number): string;
}

/** Between a day and an hour. */
const AT: Readonly<Record<Language, string>> = { fr: 'à', en: 'at' };

/** Where people write a part of a date otherwise than the tables of the browser: 1er octobre, 9 h 05. */
const WRITTEN: Readonly<Record<Language, (part: Intl.DateTimeFormatPart) => string>> = {
  fr: ({ type, value }) => {
    if (type === 'day' && value === '1') return '1er';
    if (type === 'hour') return value.replace(/^0(?=\d)/, '');
    return type === 'literal' && value === ':' ? ' h ' : value;
  },
  en: ({ value }) => value,
};

/** Read as one: no line breaks at its blanks. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options });
    return (instant: string | Date) =>
      unbroken(
        format
          .formatToParts(new Date(instant))
          .map((part) => WRITTEN[language](part))
          .join(''),
      );
  };
  const inUtc = (options: Intl.DateTimeFormatOptions) => at({ timeZone: 'UTC', ...options });
  const month = inUtc({ month: 'long', year: 'numeric' });
  const day = inUtc({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const date = at({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = at({ hour: '2-digit', minute: '2-digit' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const inUnit = (value: number, unit: string, unitDisplay: 'short' | 'long', digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay,
      maximumFractionDigits: digits,
    }).format(value);
  return {
    shortDate: at({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    date,
    // A line may break between the two, and nowhere else.
    dateTime: (instant) => `${date(instant)} ${unbroken(`${AT[language]} ${time(instant)}`)}`,
    time,
    month: (period) => month(`${period}-01T00:00:00Z`),
    day: (isoDate) => day(`${isoDate}T00:00:00Z`),
    siret: (digits) => unbroken(digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4')),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    size(bytes) {
      const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
      return inUnit(
        bytes / 1000 ** step,
        UNITS[step] ?? 'byte',
        step === 0 ? 'long' : 'short',
        step === 0 ? 0 : 1,
      );
    },
    list: (parts) => list.format(parts),
    plural: (count, forms) => (rules.select(count) === 'one' ? forms.one : forms.other),
    duration: (seconds) =>
      seconds < 60
        ? inUnit(Math.ceil(seconds), 'second', 'long', 0)
        : seconds < 3600
          ? inUnit(Math.ceil(seconds / 60), 'minute', 'long', 0)
          : inUnit(Math.ceil(seconds / 3600), 'hour', 'long', 0),
  };
}
