import type { Language } from './language';

export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Of public bodies in France, wherever the reader is. */
const TIME_ZONE = 'Europe/Paris';

export interface Formats {
  /** Instant → 27/10/2026 */
  shortDate(instant: string | Date): string;
  /** Instant → 27 octobre 2026 */
  date(instant: string | Date): string;
  /** Instant → 27 octobre 2026 à 14:05 */
  dateTime(instant: string | Date): string;
  /** Instant → 14:05 */
  time(instant: string | Date): string;
  /** `YYYY-MM` → octobre 2026 */
  month(period: string): string;
  /** `YYYY-MM-DD` → 27/10/2026 */
  day(isoDate: string): string;
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

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options });
    return (instant: string | Date) => format.format(new Date(instant));
  };
  const inUtc = (options: Intl.DateTimeFormatOptions) => at({ timeZone: 'UTC', ...options });
  const month = inUtc({ month: 'long', year: 'numeric' });
  const day = inUtc({ day: '2-digit', month: '2-digit', year: 'numeric' });
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
    date: at({ day: 'numeric', month: 'long', year: 'numeric' }),
    dateTime: at({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    time: at({ hour: '2-digit', minute: '2-digit' }),
    month: (period) => month(`${period}-01T00:00:00Z`),
    day: (isoDate) => day(`${isoDate}T00:00:00Z`),
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
