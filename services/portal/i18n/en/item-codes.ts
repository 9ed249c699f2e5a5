import type { ItemCode, ItemCodeText } from '../../areas/hr-batches/item-codes';

export const itemCodes: Readonly<Record<ItemCode, ItemCodeText>> = {
  'file-missing': {
    reason: 'The manifest lists this file, but it is missing from the ZIP.',
    instruction: 'Include it in a new delivery.',
  },
  'not-in-manifest': {
    reason: 'This file is in the ZIP, but no row of the manifest says whose it is.',
    instruction: 'Add a row for it and send it again.',
  },
  'two-rows-for-file': {
    reason: 'Two rows of the manifest refer to this file.',
    instruction: 'Keep the right one and send it again.',
  },
  'not-a-pdf': {
    reason: 'This file is not a PDF.',
    instruction: 'Save the document as a PDF and send it again.',
  },
  'pdf-encrypted': {
    reason: 'This PDF is password-protected.',
    instruction: 'Save it without a password and send it again.',
  },
  'pdf-damaged': {
    reason: 'This PDF is damaged and cannot be opened.',
    instruction: 'Export it again and send the new copy.',
  },
  'pdf-empty': {
    reason: 'This PDF has no pages.',
    instruction: 'Export it again and send the new copy.',
  },
  'over-limit': {
    reason: 'This document is too large or has too many pages.',
    instruction: 'Make it smaller and send it again.',
  },
  'nir-as-payroll-number': {
    reason: 'A social security number was given in place of the payroll number.',
    instruction: 'Enter the payroll number and send the document again.',
  },
  'period-invalid': {
    reason: 'The month given does not exist or has not started yet.',
    instruction: 'Correct the month and send the document again.',
  },
  'entry-damaged': {
    reason: 'This file is damaged inside the ZIP.',
    instruction: 'Create the ZIP again and resend it.',
  },
  'entry-unsafe': {
    reason: 'This file’s name cannot be used in the ZIP (it appears twice, or its path is not allowed).',
    instruction: 'Rename the file and send it again.',
  },
  'page-range-invalid': {
    reason: 'This row of “index.csv” points to pages that do not exist or that another row already uses.',
    instruction: 'Correct the row and send the file again.',
  },
  'not-ours': { reason: 'Set aside: it does not belong to any agent of this employer.' },
  unreadable: { reason: 'Set aside: the document cannot be read.' },
  'sent-by-mistake': { reason: 'Set aside: it was sent by mistake.' },
  other: { reason: 'Set aside by your team.' },
  'no-payroll-number': { reason: 'No payroll number was found in the delivery or on the page.' },
  'unknown-payroll-number': {
    reason: 'No agent has this payroll number.',
    instruction: 'If they have just joined, add them by importing the list of agents.',
  },
  'ambiguous-payroll-number': {
    reason: 'Several agents have had this payroll number.',
    instruction: 'Choose the right one.',
  },
  'document-disagrees': {
    reason: 'The page does not match the agent with this payroll number, or the month given.',
    instruction: 'Compare the page, what was given with it and your list of agents.',
  },
  'claim-disagrees': {
    reason:
      'What was given with it, or the file name, does not match the agent with this payroll number, or the month.',
    instruction: 'Compare the page, what was given with it and your list of agents.',
  },
  'other-employer': { reason: 'The page carries another employer’s SIRET.' },
  'no-second-source': {
    reason: 'The page does not confirm who the agent is: too little of it can be read, or nothing at all.',
  },
  'needs-birth-date': {
    reason:
      'The name alone is not enough (a namesake, a reused payroll number, or someone who left long ago): the birth date is needed.',
  },
  'other-agents-text': { reason: 'The same document has already been sent for another agent.' },
  'layout-unknown': { reason: 'The layout of this document, or its file name, is not recognised.' },
  'unassigned-page': { reason: 'This page does not belong to any recognised payslip.' },
  'pages-unclear': { reason: 'It is unclear which pages belong together.' },
  'self-deposit': {
    reason: 'This document belongs to someone who worked on this delivery.',
    instruction: 'Another colleague has to deal with it.',
  },
  'processing-crash': {
    reason: 'This document could not be processed.',
    instruction: 'Look at it before you decide.',
  },
  'original-withdrawn': {
    reason: 'The copy deposited earlier was withdrawn.',
    instruction: 'Decide whether this one replaces it.',
  },
  'correction-unknown': {
    reason:
      'This payslip is meant to replace another one, which was not found among the deposited documents.',
  },
  'correction-ambiguous': {
    reason:
      'This payslip is meant to replace another one, but several of the agent’s payslips for this month have this identifier.',
  },
  'correction-other-agent': { reason: 'The payslip to be replaced belongs to another agent.' },
  'correction-other-period': { reason: 'The payslip to be replaced is for another month.' },
  'correction-not-payslip': {
    reason: 'Only a payslip can replace another one: a certificate or a decision stays as it is.',
  },
  'correction-withdrawn': {
    reason: 'The payslip to be replaced was withdrawn before the agent saw it.',
  },
  'correction-replaced': {
    reason: 'The payslip to be replaced has already been replaced.',
    instruction: 'Correct the newer one instead.',
  },
  'same-bytes': {
    reason: 'This exact file is already in the agent’s safe.',
    instruction: 'Nothing to do.',
  },
  'same-text': {
    reason: 'A document with the same text is already in the agent’s safe.',
    instruction: 'Nothing to do.',
  },
  objection: {
    reason: 'The agent has objected to electronic delivery.',
    instruction: 'Hand the document over on paper.',
  },
  'paper-chosen': {
    reason: 'The agent has chosen paper.',
    instruction: 'Hand the document over on paper.',
  },
  'no-consent': {
    reason: 'The agent has not agreed to electronic delivery yet.',
    instruction: 'Hand the document over on paper.',
  },
  'no-notice': {
    reason: 'No prior notice to the agent has been recorded.',
    instruction: 'Until one is, hand the document over on paper.',
  },
  'notice-not-in-force': {
    reason: 'The period after the agent’s notice has not ended yet.',
    instruction: 'Until then, hand the document over on paper.',
  },
};
