import type { Document } from '../../api/schema';

export type SlipMark = 'replaced' | 'corrected';

/** What tells a payslip from the other of its month where one took the other's place; null: nothing did. */
export function slipMarkOf({
  corrects,
  replacedBy,
}: Pick<Document, 'corrects' | 'replacedBy'>): SlipMark | null {
  if (replacedBy !== null) return 'replaced';
  return corrects === null ? null : 'corrected';
}

/** Which of the payslips of its month this is, where it comes on top of the first; null: it does not. */
export function furtherSlip(
  document: Pick<Document, 'slipNumber' | 'corrects' | 'replacedBy'>,
): number | null {
  const { slipNumber } = document;
  return slipMarkOf(document) === null && slipNumber !== null && slipNumber > 1 ? slipNumber : null;
}
