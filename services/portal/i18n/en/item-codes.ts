import type { ItemCode } from '../../areas/hr-batches/item-codes';

export const itemCodes: Readonly<Record<ItemCode, string>> = {
  'file-missing': 'The manifest announces this file, but it is not in the ZIP. Add it to a new delivery.',
  'not-in-manifest':
    'This file is in the ZIP, but no row of the manifest says whose it is. Add its row and send it again.',
  'two-rows-for-file': 'Two rows of the manifest name this file. Keep the right one and send it again.',
  'not-a-pdf': 'This is not a PDF. Save the document as PDF and send it again.',
  'pdf-encrypted': 'This PDF is protected by a password. Save it without protection and send it again.',
  'pdf-damaged': 'This PDF is damaged and does not open. Produce it again and send it again.',
  'pdf-empty': 'This PDF has no page. Produce it again and send it again.',
  'over-limit': 'This document is too big or has too many pages. Reduce it and send it again.',
  'nir-as-payroll-number':
    'A social security number was given instead of the payroll number. Put the payroll number and send it again.',
  'period-invalid': 'The month given does not exist or has not begun yet. Correct it and send it again.',
  'entry-damaged': 'This file is damaged inside the ZIP. Make the ZIP again and send it again.',
  'entry-unsafe':
    'The name of this file is a problem inside the ZIP (twice, or an unexpected path). Rename it and send it again.',
  'page-range-invalid':
    'This row of “index.csv” names pages that do not exist, or that another row names as well. Correct it and send the file again.',
  'not-ours': 'Set aside: this document is not that of an agent of this employer.',
  unreadable: 'Set aside: the document cannot be read.',
  'sent-by-mistake': 'Set aside: sent by mistake.',
  other: 'Set aside by your team.',
  'no-payroll-number': 'No payroll number was found, neither in the delivery nor on the page.',
  'unknown-payroll-number':
    'No agent has this payroll number. If they have just arrived, import them into the list of agents.',
  'ambiguous-payroll-number': 'Several agents have had this payroll number: choose the right one.',
  'document-disagrees':
    'What is written on the page does not match the agent of this payroll number in your list, or the month. Compare payroll number, name, birth date and month.',
  'claim-disagrees':
    'The delivery gives a name, birth date or month that is not the one of this payroll number in your list. Compare them.',
  'other-employer': 'The page bears the SIRET of another employer.',
  'no-second-source': 'The page does not confirm the agent: nothing, or too little, can be read on it.',
  'needs-birth-date':
    'The name is not enough (same names, a re-used payroll number or a departure long ago): the birth date is needed.',
  'other-agents-text': 'The same document has already been sent for another agent.',
  'layout-unknown': 'The layout of this document, or the name of its file, is not recognised.',
  'unassigned-page': 'This page belongs to no payslip that was recognised.',
  'pages-unclear': 'It is not certain which pages belong together.',
  'self-deposit': 'This document is yours: a colleague has to settle it.',
  'processing-crash': 'This document could not be processed. Look at it before you decide.',
  'original-withdrawn': 'The copy deposited before was withdrawn: decide whether this one takes its place.',
  'correction-unknown':
    'This payslip is to replace another one, which was not found among the deposited documents.',
  'correction-ambiguous':
    'This payslip is to replace another one, but several payslips of the agent for this month bear this identifier.',
  'correction-other-agent': 'The payslip to be replaced is another agent’s.',
  'correction-other-period': 'The payslip to be replaced is of another month.',
  'correction-not-payslip':
    'Only a payslip replaces another one: a certificate or a decision stays as it is.',
  'correction-withdrawn': 'The payslip to be replaced was withdrawn before the agent saw it.',
  'correction-replaced': 'The payslip to be replaced was replaced already: correct the corrected one.',
  'same-bytes': 'This same file is already in the agent’s safe. Nothing to do.',
  'same-text': 'A document with the same text is already in the agent’s safe. Nothing to do.',
  objection: 'The agent objects to electronic delivery: hand it over on paper.',
  'paper-chosen': 'The agent chose paper: hand it over on paper.',
  'no-consent': 'The agent has not agreed to electronic delivery yet: hand it over on paper.',
  'no-notice': 'No prior notice to the agent is recorded: hand it over on paper until then.',
  'notice-not-in-force': 'The time after the agent’s notice has not passed: hand it over on paper.',
};
