import type { Formats } from '../../i18n/formats';
import { standardPublication } from './paris-time';
import { readMoment, type TypedMoment, typeMoment } from './typed-moment';

const LATEST_MS = 366 * 24 * 3600 * 1000;

/** When agents are to see a batch, as the form holds it. */
export interface Visibility {
  readonly choice: 'standard' | 'chosen';
  /** As typed; counts where `choice` is `chosen`. */
  readonly moment: TypedMoment;
}

export type VisibilityFlaw = 'missing' | 'past' | 'tooFar';

export function standardVisibility(now: Date, formats: Formats): Visibility {
  return { choice: 'standard', moment: typeMoment(standardPublication(now), formats) };
}

/** The instant that it names, or why it names none. */
export function readVisibility({ choice, moment }: Visibility, now: Date): Date | VisibilityFlaw {
  if (choice === 'standard') return standardPublication(now);
  const instant = readMoment(moment);
  if (instant === null) return 'missing';
  if (instant <= now) return 'past';
  return instant.getTime() - now.getTime() > LATEST_MS ? 'tooFar' : instant;
}
