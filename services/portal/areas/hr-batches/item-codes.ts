/** Why an item is not simply deposited: the closed list of the API, and the reasons to print. */
export const ITEM_CODES = [
  // rejected
  'file-missing',
  'not-in-manifest',
  'two-rows-for-file',
  'not-a-pdf',
  'pdf-encrypted',
  'pdf-damaged',
  'pdf-empty',
  'over-limit',
  'nir-as-payroll-number',
  'period-invalid',
  'entry-damaged',
  'entry-unsafe',
  'page-range-invalid',
  // rejected by a person
  'not-ours',
  'unreadable',
  'sent-by-mistake',
  'other',
  // quarantined
  'no-payroll-number',
  'unknown-payroll-number',
  'ambiguous-payroll-number',
  'document-disagrees',
  'claim-disagrees',
  'other-employer',
  'no-second-source',
  'needs-birth-date',
  'other-agents-text',
  'layout-unknown',
  'unassigned-page',
  'pages-unclear',
  'self-deposit',
  'processing-crash',
  'original-withdrawn',
  'correction-unknown',
  'correction-ambiguous',
  'correction-other-agent',
  'correction-other-period',
  'correction-not-payslip',
  'correction-withdrawn',
  'correction-replaced',
  // duplicate
  'same-bytes',
  'same-text',
  // to-print
  'objection',
  'paper-chosen',
  'no-consent',
  'no-notice',
  'notice-not-in-force',
] as const;

export type ItemCode = (typeof ITEM_CODES)[number];

export function isItemCode(code: string): code is ItemCode {
  return (ITEM_CODES as readonly string[]).includes(code);
}

export interface ItemCodeText {
  readonly reason: string;
  /** For who may act: a reader is not told to. */
  readonly instruction?: string;
}
