import type { Batch } from '../../api/schema';
import { awaitsFurtherSlips } from './batch-state';
import type { TEXT } from './text';

type OutcomeText = (typeof TEXT)['fr']['outcome'];

interface StateNames {
  readonly one: Readonly<Record<string, string>>;
  readonly many: Readonly<Record<string, string>>;
}

/** What the states of its items are called: while somebody is asked, none of them is under way. */
export function stateNamesOf(batch: Batch, text: OutcomeText): StateNames {
  if (batch.state === 'proposed') return { one: text.proposedOne, many: text.proposedStates };
  if (!awaitsFurtherSlips(batch)) return { one: text.one, many: text.states };
  return {
    one: { ...text.one, pending: text.toConfirm },
    many: { ...text.states, pending: text.toConfirm },
  };
}
