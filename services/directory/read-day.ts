import { type IsoDate, isIsoDate } from './calendar';

/** Two digits, two and four: one set to the United States writes `4/1/2016`, whose order nobody knows. */
const FRENCH = /^(\d{2})\/(\d{2})\/(\d{4})$/;
/** As LibreOffice has it unless told otherwise. The century would be a guess, and a birth date opens a vault. */
const SHORT_YEAR = /^\d{1,2}([/.-])\d{1,2}\1\d{2}$/;

export type DayFlaw = 'invalid' | 'short-year';

/** A day of the calendar as files have it: `YYYY-MM-DD`, or `DD/MM/YYYY` as French spreadsheets make of it. */
export function readDay(text: string): { readonly day: IsoDate } | { readonly flaw: DayFlaw } {
  const day = text.replace(FRENCH, '$3-$2-$1');
  if (isIsoDate(day)) return { day };
  return { flaw: SHORT_YEAR.test(text) ? 'short-year' : 'invalid' };
}
