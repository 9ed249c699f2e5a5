import { z } from 'zod';

/** Shapes that several resources share. */
export const id = z.uuid();
export const isoDate = z.iso.date();
/** A month, `YYYY-MM`. */
export const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** One line of text, without control or format characters: none belongs there, and NUL cannot be stored. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}]*$/u);
}

/** `true` or `false` in a query; anything else is refused rather than guessed. */
export const queryBoolean = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });

/** What a person types to find somebody by: a matricule or a name. In bodies only. */
export const search = line(100);

export const employerParams = z.object({ employerId: id });

/** A point in time as ISO 8601 in UTC: as a capability writes it… */
export const instant = z.iso.datetime();

/** …and from one that answers with a `Date`. */
export const instantOfDate = z
  .date()
  .transform((at) => at.toISOString())
  .meta({ type: 'string', format: 'date-time' });
