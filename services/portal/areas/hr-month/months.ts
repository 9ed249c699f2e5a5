import { wallTimeOf } from '../hr-batches/paris-time';

/** The month that calendars in France show, `YYYY-MM`. */
export function monthOf(instant: Date): string {
  return wallTimeOf(instant).day.slice(0, 7);
}

/** `YYYY-MM`, so many months later; earlier where negative. */
export function addMonths(period: string, months: number): string {
  const date = new Date(`${period}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** This month and those before it, newest first. */
export function monthsUntil(period: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => addMonths(period, -back));
}

/** A month as an address may name it; NULL for anything else. */
export function readMonth(text: string | null): string | null {
  return text !== null && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : null;
}
