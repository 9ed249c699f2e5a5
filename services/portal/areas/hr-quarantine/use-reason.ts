import type { Item } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { isItemCode } from '../hr-batches/item-codes';
import { ITEM_CODE_TEXT } from '../hr-batches/text';
import { TEXT } from './text';

/** Why an item waits, in a sentence. */
export function useReason(): (item: Pick<Item, 'code'>) => string {
  const codes = useText(ITEM_CODE_TEXT);
  const { otherReason } = useText(TEXT);
  return ({ code }) => (code !== null && isItemCode(code) ? codes[code] : otherReason);
}
