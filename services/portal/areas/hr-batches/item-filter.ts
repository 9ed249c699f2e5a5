import type { Batch, Item } from '../../api/schema';

export const ITEM_STATES = [
  'deposited',
  'to-print',
  'quarantined',
  'rejected',
  'duplicate',
  'cancelled',
  'pending',
] as const satisfies readonly Item['state'][];

export type ItemState = (typeof ITEM_STATES)[number];
export type ChosenState = ItemState | 'all';

/** How many items are in each state, or would be; states without any are left out. */
export function countsOf({ counts, proposal }: Batch): [ItemState, number][] {
  const found: Readonly<Record<string, number>> =
    proposal === null
      ? counts
      : {
          deposited: proposal.ready,
          'to-print': proposal.toPrint,
          quarantined: proposal.toCheck,
          rejected: proposal.unreadable,
          duplicate: proposal.duplicates,
        };
  return ITEM_STATES.map((state): [ItemState, number] => [state, found[state] ?? 0]).filter(
    ([, count]) => count > 0,
  );
}
