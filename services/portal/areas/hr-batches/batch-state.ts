import type { Batch } from '../../api/schema';
import type { Tone } from '../../ui/notice';

export type BatchState = Batch['state'];

const RUNNING: readonly BatchState[] = ['submitted', 'expanding', 'matching', 'depositing'];

/** The server works on it. */
export function isRunning({ state }: Pick<Batch, 'state'>): boolean {
  return RUNNING.includes(state);
}

/** Nobody has said yet that what it finds is to be deposited. */
export function isTrial({ dryRun, confirmedAt }: Pick<Batch, 'dryRun' | 'confirmedAt'>): boolean {
  return dryRun && confirmedAt === null;
}

/** Matched, and kept from depositing until somebody says that its further slips are meant. */
export function awaitsFurtherSlips({ blocked }: Pick<Batch, 'blocked'>): boolean {
  return blocked?.code === 'further-slips-to-confirm';
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

/** What a stop would do: nothing was deposited yet, nobody has seen it, or some of it stays visible. */
export function whatStopMeans(batch: Batch, now: Date): 'early' | 'hidden' | 'partly' {
  if (batch.state !== 'depositing' && batch.state !== 'completed') return 'early';
  return isScheduled(batch, now) ? 'hidden' : 'partly';
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

export function toneOf({ state, openQuarantine, blocked }: Batch): Tone | 'neutral' {
  if (awaitsFurtherSlips({ blocked })) return 'warning';
  return state === 'completed' && openQuarantine > 0 ? 'warning' : TONES[state];
}
