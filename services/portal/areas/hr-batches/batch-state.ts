import type { Batch } from '../../api/schema';
import type { Tone } from '../../ui/notice';

export type BatchState = Batch['state'];

const RUNNING: readonly BatchState[] = ['submitted', 'expanding', 'matching', 'depositing'];

/** The server works on it. */
export function isRunning({ state }: Pick<Batch, 'state'>): boolean {
  return RUNNING.includes(state);
}

/** Its documents wait, sealed, for the time from which agents see them. */
export function isScheduled({ publishAt, published, state }: Batch, now: Date): boolean {
  if (publishAt === null || published || state === 'cancelled' || state === 'failed') return false;
  return new Date(publishAt) > now;
}

/** The API decides; this saves a button that would be refused. */
export function canStop(batch: Batch, now: Date): boolean {
  if (batch.state === 'failed' || batch.state === 'cancelled') return false;
  return batch.state !== 'completed' || isScheduled(batch, now);
}

/** Confirmed, or never asked: what it deposits is meant for the agents. */
export function isSent({ state }: Batch): boolean {
  return state === 'depositing' || state === 'completed';
}

const TONES: Readonly<Record<BatchState, Tone | 'neutral'>> = {
  open: 'neutral',
  submitted: 'info',
  expanding: 'info',
  matching: 'info',
  proposed: 'warning',
  depositing: 'info',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

export function toneOf({ state, openQuarantine }: Batch): Tone | 'neutral' {
  return state === 'completed' && openQuarantine > 0 ? 'warning' : TONES[state];
}
