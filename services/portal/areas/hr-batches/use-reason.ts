import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { isItemCode } from './item-codes';
import { ITEM_CODE_TEXT, TEXT } from './text';

interface Reason {
  readonly reason: string;
  /** NULL where there is none, or the person may not act. */
  readonly instruction: string | null;
}

/** Why an item is not simply deposited, in a sentence, and what to do about it. */
export function useReason(): (code: string | null) => Reason {
  const codes = useText(ITEM_CODE_TEXT);
  const { otherReason } = useText(TEXT).items;
  const { role } = useEmployer();
  return (code) => {
    if (code === null || !isItemCode(code)) return { reason: otherReason, instruction: null };
    const { reason, instruction = null } = codes[code];
    return { reason, instruction: role === 'hr' ? instruction : null };
  };
}
