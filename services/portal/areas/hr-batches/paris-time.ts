/** A day and a time of day as clocks in France show them. */
export interface WallTime {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
}

const MINUTE_MS = 60_000;
// Swedish writes dates as ISO 8601 does.
const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function wallTimeOf(instant: Date): WallTime {
  const [day = '', time = ''] = WALL.format(instant).split(' ');
  return { day, time };
}

/**
 * The instant at which French clocks show this; NULL where it is no day or time. Of an hour that
 * comes twice (autumn), one of the two; one that is left out (spring) is read an hour later.
 */
export function instantOf({ day, time }: WallTime): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(first));
}

/** How far French clocks are ahead of UTC, in milliseconds. */
function offsetAt(instantMs: number): number {
  const { day, time } = wallTimeOf(new Date(instantMs));
  const minute = Math.floor(instantMs / MINUTE_MS) * MINUTE_MS;
  return Date.parse(`${day}T${time}:00Z`) - minute;
}

const STEP_MS = 5 * MINUTE_MS;

/** Two hours from now, at full five minutes. */
export function standardPublication(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + 120 * MINUTE_MS) / STEP_MS) * STEP_MS);
}
