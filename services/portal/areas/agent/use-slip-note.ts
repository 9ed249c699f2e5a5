import type { Document } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { TEXT } from './text';

type Slip = Pick<Document, 'slipNumber' | 'corrects' | 'replacedBy'>;

/** Which of several payslips of one month this is, in words; null where there is nothing to tell apart. */
export function useSlipNote(): (document: Slip) => string | null {
  const text = useText(TEXT).slips;
  const formats = useFormats();
  return ({ slipNumber, corrects, replacedBy }) => {
    if (replacedBy !== null) return text.replaced(formats.date(replacedBy.depositedAt));
    if (corrects !== null) return text.replaces;
    return slipNumber !== null && slipNumber > 1 ? text.further(slipNumber) : null;
  };
}
