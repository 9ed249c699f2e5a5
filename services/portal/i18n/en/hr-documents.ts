import type { SameAs } from '../catalogue';
import type { hrDocuments as fr } from '../fr/hr-documents';
import { count } from './count';

const types = {
  payslip: 'Payslip',
  certificate: 'Certificate',
  decision: 'Decision',
  other: 'Other document',
};

export const hrDocuments: SameAs<typeof fr> = {
  title: 'Documents',
  lead: 'Everything your organisation has deposited. Its copy is kept, even when the agent has left.',
  back: 'Documents',
  types,
  named: (type, month) => `${types[type]}, ${month}`,

  search: {
    label: 'Find by agent',
    hint: 'Full family name or name used, or full payroll number',
    submit: 'Search',
    clear: 'Clear the search',
  },
  filters: 'Choose among the documents',
  type: 'Kind',
  everyType: 'All',
  year: 'Year',
  everyYear: 'All',
  month: 'Month',
  everyMonth: 'All',

  list: {
    caption: 'Deposited documents, newest first',
    document: 'Document',
    agent: 'Agent',
    payrollNumber: 'Payroll number',
    deposited: 'Deposited on',
    state: 'State',
    actions: 'Actions',
    download: 'Download',
    downloading: 'Downloading',
    downloadNamed: (name, agent) => `Download: ${name}, ${agent}`,
    shown: (n) => count(n, 'document shown', 'documents shown'),
    more: 'Show older documents',
    emptyTitle: 'No documents yet',
    empty: 'Documents will appear here once a delivery is confirmed. Each is sealed, dated and kept.',
    send: 'Send documents',
    noMatchTitle: 'No document matches',
    noMatch: 'Widen your choice: another month, all types. Name and payroll number must be written in full.',
    showAll: 'Show all documents',
  },

  states: {
    released: { short: 'Deposited', long: 'The agent has their copy in their safe.' },
    scheduled: {
      short: 'Not visible yet',
      long: 'The agent does not see it yet: they will have their copy at the time chosen for the delivery. Until then the delivery can be stopped.',
    },
    withheld: {
      short: 'To hand over on paper',
      long: 'The agent has no electronic copy of it. Print the one of your organisation to hand it over.',
    },
    withdrawn: {
      short: 'Withdrawn',
      long: 'The delivery was stopped before the chosen time: the agent never had this document. The copy of your organisation is kept.',
    },
  },

  slips: {
    title: 'Payslips of this agent for this month',
    lead: 'In the order of their deposit. A payslip that was replaced is kept, with its proof.',
    shown: (slip) => `This payslip: ${slip}`,
    first: 'First payslip',
    further: (n) => `Further payslip (no. ${n} of the month)`,
    replaces: 'Corrected payslip, replaces an earlier one',
    deposited: (date) => `deposited on ${date}`,
    replaced: (date) => `Replaced by the payslip of ${date}`,
    replace: 'Replace with the payslip shown',
    question: 'Does the payslip shown replace this one?',
    meaning: (date) =>
      `The agent will see that the payslip deposited on ${date} was replaced. Both are kept. This is written to the journal and cannot be undone.`,
    confirm: 'Yes, it replaces it',
    keep: 'No, keep both',
    done: 'Noted: the payslip is replaced.',
  },

  one: {
    about: 'This document',
    agent: 'Agent',
    payrollNumber: 'Payroll number',
    deposited: 'Deposited on',
    title: 'Title',
    size: 'Size',
    pages: (n) => count(n, 'page', 'pages'),
    state: 'State',
    open: 'Show the document',
    download: 'Download',
    preview: 'Preview',
    journaled: 'Every reading is recorded in your organisation’s journal.',
    traced:
      'Every reading is recorded in the journal. The agent sees in their history that your organisation opened the copy it keeps; no person is named.',
    authentic: 'Is it authentic?',
    deposit: (employer, date) => `Deposited by ${employer} on ${date}.`,
    authenticity: (employer, date) => `Deposited by ${employer} on ${date}, unchanged since.`,
    check: 'Check that it is unchanged',
    checkHint: 'The copy that is kept is compared with what was deposited.',
    damagedTitle: 'This document cannot be vouched for',
    damaged:
      'What is stored no longer matches what was deposited, so it is not handed out. Tell the operator.',
    proof: 'Download the proof',
    proofText:
      'The proof shows, without this site, that the deposit is written in the journal. Few people need it: a court, an expert.',
    proofFile: (id) => `proof-${id}.json`,
    level: 'Level of the seal',
    sha256: 'Fingerprint (SHA-256)',
    sealedAt: 'Timestamp',
    ownClock: (time) => `${time}, time given by our own clock`,
    notSealed: 'not stated',
  },
};
