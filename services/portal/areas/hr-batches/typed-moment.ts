import type { Formats } from '../../i18n/formats';
import { readTypedDate } from '../../ui/typed-date';
import { instantOf } from './paris-time';

/** A day and a time of day as somebody writes them, by the clocks of France. */
export interface TypedMoment {
  readonly day: string;
  readonly time: string;
}

export function typeMoment(instant: Date | string, formats: Formats): TypedMoment {
  return { day: formats.shortDate(instant), time: formats.time(instant) };
}

/** NULL where it is no day or no time. */
export function readMoment({ day, time }: TypedMoment): Date | null {
  const isoDay = readTypedDate(day);
  const wallTime = readTypedTime(time);
  return isoDay === null || wallTime === null ? null : instantOf({ day: isoDay, time: wallTime });
}

/** 14:30, 14 h 30, 1430 or 14 h → 14:30; NULL where it is no time of day. */
function readTypedTime(typed: string): string | null {
  const parts = /^\s*(\d{1,2})\s*[h:.]?\s*(\d{2})?\s*$/i.exec(typed);
  if (parts === null) return null;
  const [, hours = '', minutes = '00'] = parts;
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : null;
}
