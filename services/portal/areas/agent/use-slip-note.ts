import type { Document } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { furtherSlip } from './slip-mark';
import { TEXT } from './text';

type Slip = Pick<Document, 'slipNumber' | 'corrects' | 'replacedBy'>;

/** Which of several payslips of one month this is, in words; null where there is nothing to tell apart. */
export function useSlipNote(): (document: Slip) => string | null {
  const text = useText(TEXT).slips;
  const formats = useFormats();
  return (document) => {
    const { corrects, replacedBy } = document;
    if (replacedBy !== null) return text.replaced(formats.date(replacedBy.depositedAt));
    if (corrects !== null) return text.replaces;
    const further = furtherSlip(document);
    return further === null ? null : text.further(further);
  };
}
