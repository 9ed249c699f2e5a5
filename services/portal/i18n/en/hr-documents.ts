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
  lead: 'Everything your organisation has deposited. Its copies are kept, even after an agent has left.',
  back: 'Documents',
  types,
  notFound: {
    title: 'Document not found',
    text: 'This is not one of the documents your organisation has deposited. The address may be incomplete, or the document may belong to another employer.',
    toDocuments: 'See the documents',
  },
  named: (type, month) => `${types[type]}, ${month}`,

  search: {
    label: 'Find by agent',
    hint: 'Full family name, usage name or payroll number.',
    submit: 'Search',
    clear: 'Clear the search',
  },
  filters: 'Filter the documents',
  type: 'Type',
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
    state: 'Status',
    actions: 'Actions',
    download: 'Download',
    downloading: 'Downloading',
    downloadNamed: (name, agent) => `Download: ${name}, ${agent}`,
    shown: (n) => count(n, 'document shown', 'documents shown'),
    more: 'Show older documents',
    emptyTitle: 'No documents yet',
    empty: 'Documents appear here once a delivery is confirmed. Each one is sealed, dated and kept.',
    send: 'Send documents',
    noMatchTitle: 'No documents found',
    noMatch: 'Try another month, or all types. Names and payroll numbers must be entered in full.',
    showAll: 'Show all documents',
  },

  states: {
    released: { short: 'Visible to the agent', long: 'The agent has their copy in their safe.' },
    scheduled: {
      short: 'Not visible yet',
      long: 'The agent cannot see it yet: they get their copy at the time chosen for the delivery.',
    },
    withheld: {
      short: 'To hand over on paper',
      long: 'The agent has no electronic copy.',
    },
    withdrawn: {
      short: 'Withdrawn',
      long: 'The delivery was stopped before the chosen time, so the agent never received this document. Your organisation’s copy is kept.',
    },
  },

  stateActs: {
    scheduled: 'Until then you can stop the delivery.',
    withheld: 'Print your organisation’s copy and hand it over.',
  },

  slips: {
    title: 'This agent’s payslips for this month',
    lead: 'In the order they were deposited. A replaced payslip is kept, with its proof.',
    shown: (slip) => `This payslip: ${slip}`,
    first: 'First payslip',
    further: (n) => `Additional payslip (no. ${n} for the month)`,
    replaces: 'Corrected payslip, replaces an earlier one',
    deposited: (date) => `deposited on ${date}`,
    replaced: (date) => `Replaced by the payslip of ${date}`,
    replace: 'Replace with the payslip shown',
    question: 'Does the payslip shown replace this one?',
    meaning: (date) =>
      `The agent will see that the payslip deposited on ${date} has been replaced. Both are kept. This is recorded in the journal and cannot be undone.`,
    confirm: 'Yes, it replaces it',
    keep: 'No, keep both',
    done: 'Done: the payslip has been replaced.',
  },

  one: {
    about: 'This document',
    agent: 'Agent',
    payrollNumber: 'Payroll number',
    deposited: 'Deposited on',
    title: 'Title',
    size: 'Size',
    pages: (n) => count(n, 'page', 'pages'),
    state: 'Status',
    open: 'Show the document',
    download: 'Download',
    preview: 'Preview',
    journaled: 'Each time it is read, your organisation’s journal records it.',
    traced:
      'Each time it is read, the journal records it. In their history, the agent sees that your organisation opened the copy it keeps; no one is named.',
    authentic: 'Is it authentic?',
    deposit: (employer, date) => `Deposited by ${employer} on ${date}.`,
    authenticity: (employer, date) => `Deposited by ${employer} on ${date}, unchanged since.`,
    check: 'Check that it is unchanged',
    checkHint: 'The stored copy is compared with what was deposited.',
    damagedTitle: 'This document cannot be vouched for',
    damaged: 'The stored copy no longer matches what was deposited, so it is withheld. Tell the operator.',
    proof: 'Download the proof',
    proofText:
      'The proof shows, without relying on this site, that the deposit is recorded in the journal. Few people need it: a court, an expert.',
    proofFile: (id) => `proof-${id}.json`,
    level: 'Seal level',
    sha256: 'Fingerprint (SHA-256)',
    sealedAt: 'Timestamp',
    ownClock: (time) => `${time}, time given by our own clock`,
    notSealed: 'not stated',
  },
};
