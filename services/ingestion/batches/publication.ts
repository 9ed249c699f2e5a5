import type { Batch, BatchState } from '../tables';

/** Nothing of a batch is deposited before these states are over. */
export const BEFORE_DEPOSITING: ReadonlySet<BatchState> = new Set([
  'open',
  'submitted',
  'expanding',
  'matching',
  'proposed',
]);

/** Matched, and kept from depositing until somebody agrees to its further slips. */
export function awaitsFurtherSlips({
  state,
  furtherSlipsSince,
}: Pick<Batch, 'state' | 'furtherSlipsSince'>): boolean {
  return state === 'matching' && furtherSlipsSince !== null;
}

/**
 * Whether a time is set from which agents see the batch, and is still to come. Once
 * the publication has begun it is past, whatever this machine's clock says.
 */
export function awaitsPublication(
  batch: Pick<Batch, 'publishAt' | 'publicationBegunAt'>,
  now: Date,
): boolean {
  return batch.publishAt !== null && batch.publicationBegunAt === null && batch.publishAt > now;
}
