import type { SameAs } from '../catalogue';
import type { agent as fr } from '../fr/agent';

const types = {
  payslip: 'Payslip',
  certificate: 'Certificate',
  decision: 'Decision',
  other: 'Document',
};

const yours = {
  payslip: 'payslip',
  certificate: 'certificate',
  decision: 'decision',
  other: 'document',
};

export const agent: SameAs<typeof fr> = {
  types,
  named: (type, month) => `${types[type]}, ${month}`,
  yours: (type, month) => `your ${yours[type]} of ${month}`,
  slips: {
    further: (n) => `Further payslip (no. ${n} of the month)`,
    replaces: 'Corrected payslip, replaces an earlier one',
    replaced: (date) => `Replaced by the payslip of ${date}`,
    replacedText:
      'Your employer deposited a corrected payslip. This one stays in your safe, and its proof stays valid.',
    seeSuccessor: 'Open the payslip that replaces it',
    seePredecessor: 'Open the payslip that was replaced',
  },
  download: 'Download',
  downloadNamed: (name) => `Download: ${name}`,
  downloading: 'Downloading',

  documents: {
    title: 'My documents',
    lead: 'Deposited by your employers, kept for you, even after you leave.',
    latest: 'Your latest payslip',
    open: 'Open',
    depositedOn: (date) => `Deposited on ${date}`,
    all: 'All your documents',
    filters: 'Filter your documents',
    year: 'Year',
    everyYear: 'All',
    yearWithCount: (year, count) => `${year} (${count})`,
    type: 'Kind',
    everyType: 'All',
    employer: 'Employer',
    everyEmployer: 'All',
    clear: 'Show everything',
    shown: (count) => (count === 1 ? '1 document shown' : `${count} documents shown`),
    more: 'Show older documents',
    noneTitle: 'Your safe is ready',
    none: 'Your first document will arrive here when your employer deposits it: most often your payslip, at the end of the month. This safe is yours: what is deposited in it stays there free of charge, even if you change employers.',
    noMatchTitle: 'No document matches',
    noMatch: 'Widen your choice: another year, or every kind.',
    withoutVaultTitle: 'This account has no safe yet',
    withoutVault:
      'To open one, enter the code in your employer’s letter. No letter? Ask your HR department for it.',
  },

  year: {
    start: (year) => `Download the year ${year}`,
    title: (year) => `Your documents of ${year}`,
    preparing: 'Preparing the list',
    progress: 'Documents gathered',
    counted: (done, total) => `${done} of ${total}`,
    file: (year) => `my-documents-${year}.zip`,
    cancel: 'Stop',
    done: (count) =>
      count === 1
        ? 'Done: one document, in the file that your browser saved with your downloads.'
        : `Done: ${count} documents, in the file that your browser saved with your downloads.`,
    partly: 'The file is saved, but it is not complete',
    failedTitle: 'No document could be downloaded',
    missing: 'Missing:',
    again: 'Start again',
    saveAgain: 'Save the file',
    size: (size) => `Size of the file: ${size}`,
  },

  document: {
    back: 'My documents',
    preview: 'Preview',
    loading: 'Loading the document',
    drawing: 'Showing the document',
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageText: (page) => `Text of page ${page}`,
    morePages: (count) => (count === 1 ? 'Show the last page' : `Show the next ${count} pages`),
    noPreviewTitle: 'The preview cannot be shown here',
    noPreview: 'Nothing is wrong with the document. Download it: your device will open it.',
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    zoomHint: 'To read it larger, spread two fingers on the page or download the document.',
    authentic: 'Is it authentic?',
    authenticity: (employer, date) => `Deposited by ${employer} on ${date}, unchanged since.`,
    forBank: 'For your bank: send this file and the address for checking it.',
    address: 'Address for checking',
    copy: 'Copy the address',
    copied: 'The address is copied.',
    notCopied: 'The address is selected: copy it with the menu of your device.',
    damagedTitle: 'This document cannot be vouched for',
    damaged:
      'What is stored no longer matches what was deposited, so it is not handed out. Tell the service that keeps this safe.',
    proof: 'Download the proof',
    proofText:
      'The proof shows, without this site, that the deposit is written in the journal. Few people need it: a court, an expert.',
    proofFile: 'Proof file',
    facts: {
      employer: 'Deposited by',
      deposited: 'Deposited on',
      title: 'Title',
      size: 'Size',
    },
    technical: {
      level: 'Level of the seal',
      sealedBy: 'Sealed by',
      statement: 'Sealed statement',
      time: 'Timestamp',
      timeQualified: (time, by) => `${time}, qualified time given by ${by}`,
      timeOwn: (time) => `${time}, time given by our own clock`,
      timeOwnBy: (time, by) => `${time}, time given by our own clock: ${by}`,
      sha256: 'Fingerprint (SHA-256)',
      journal: 'Proof journal',
      entry: (index, size) => `Entry no. ${index}, in a signed journal of ${size} entries`,
      notYet: 'The entry is being published: try again in a minute.',
      checking: 'Checking the seal…',
      reading: 'Reading the journal…',
      unknown: 'not stated',
    },
  },
};
