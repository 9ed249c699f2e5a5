import type { Item } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { isItemCode } from '../hr-batches/item-codes';
import { ITEM_CODE_PARTS, TEXT } from './text';

interface Reason {
  readonly reason: string;
  /** NULL where there is none, or the person may not act. */
  readonly instruction: string | null;
}

/** Why an item waits, in a sentence, and what to do about it. */
export function useReason(): (item: Pick<Item, 'code'>) => Reason {
  const codes = useText(ITEM_CODE_PARTS);
  const { otherReason } = useText(TEXT);
  const { role } = useEmployer();
  return ({ code }) => {
    if (code === null || !isItemCode(code)) return { reason: otherReason, instruction: null };
    const { reason, instruction = null } = codes[code];
    return { reason, instruction: role === 'hr' ? instruction : null };
  };
}
