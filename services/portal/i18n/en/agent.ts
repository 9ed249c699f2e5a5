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

const marks = { replaced: ' (replaced)', corrected: ' (corrected)' };

function marked(words: string, mark: keyof typeof marks | null): string {
  return mark === null ? words : words + marks[mark];
}

export const agent: SameAs<typeof fr> = {
  types,
  named: (type, month, mark) => marked(`${types[type]}, ${month}`, mark),
  yours: (type, month, mark) => marked(`your ${month} ${yours[type]}`, mark),
  slips: {
    badges: { replaced: 'Replaced', corrected: 'Corrected' },
    further: (n) => `Additional payslip (no. ${n} this month)`,
    replaces: 'Corrected payslip: it replaces an earlier one',
    replaced: (date) => `Replaced by the payslip deposited on ${date}`,
    replacedText:
      'Your employer has deposited a corrected payslip. The payslip shown here stays in your safe, and its proof is still valid.',
    seeSuccessor: 'Open the corrected payslip',
    seePredecessor: 'Open the payslip it replaced',
  },
  download: 'Download',
  downloadNamed: (name) => `Download: ${name}`,
  downloading: 'Downloading',

  documents: {
    title: 'My documents',
    lead: 'Deposited by your employers and kept for you, even after you leave.',
    latest: 'Your latest payslip',
    open: 'Open',
    depositedOn: (date) => `Deposited on ${date}`,
    all: 'All your documents',
    filters: 'Filter your documents',
    year: 'Year',
    everyYear: 'All',
    yearWithCount: (year, count) => `${year} (${count})`,
    type: 'Type',
    everyType: 'All',
    employer: 'Employer',
    everyEmployer: 'All',
    clear: 'Show all',
    shown: (count) => (count === 1 ? '1 document shown' : `${count} documents shown`),
    more: 'Show older documents',
    noneTitle: 'Your safe is ready',
    none: 'Your first document, usually your payslip at the end of the month, will appear here once your employer has deposited it. This safe is yours: your documents stay here free of charge, even if you change jobs.',
    noMatchTitle: 'No matching documents',
    noMatch: 'Try another year, or all types.',
    withoutVaultTitle: 'This account has no safe yet',
    withoutVault:
      'To open one, enter the code from your employer’s letter. No letter? Ask your HR department for one.',
    enterCode: 'Enter my code',
  },

  year: {
    start: (year) => `Download all of ${year}`,
    title: (year) => `Your ${year} documents`,
    preparing: 'Preparing the list',
    progress: 'Documents collected',
    counted: (done, total) => `${done} of ${total}`,
    file: (year) => `my-documents-${year}.zip`,
    cancel: 'Stop',
    fileNamed: (file) => `File name: ${file}`,
    done: (count, file) =>
      `Done: ${count === 1 ? 'one document' : `${count} documents`} in ${file}. Your browser has saved it with your downloads.`,
    partlyDone: (count, file) =>
      `${count === 1 ? 'One document is' : `${count} documents are`} in ${file}, saved with your downloads.`,
    partly: 'The file has been saved, but it is incomplete',
    failedTitle: 'None of the documents could be downloaded',
    missing: 'Missing:',
    again: 'Try again',
    size: (size) => `File size: ${size}`,
  },

  document: {
    back: 'My documents',
    preview: 'Preview',
    loading: 'Loading the document',
    drawing: 'Displaying the document',
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageText: (page) => `Text of page ${page}`,
    morePages: (count) => (count === 1 ? 'Show the last page' : `Show the next ${count} pages`),
    noPreviewTitle: 'No preview available here',
    noPreview: 'There is nothing wrong with the document. Download it to open it on your device.',
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    zoomHint: 'To enlarge it, pinch out on the page or download the document.',
    authentic: 'Is it authentic?',
    authenticity: (employer, date) => `Deposited by ${employer} on ${date}, unchanged since.`,
    forBank: 'For your bank: send this file together with the verification address.',
    forBankReplaced: (date) =>
      `For your bank: do not send this payslip, but the corrected one, deposited on ${date}.`,
    notFoundTitle: 'Document not found',
    notFound: 'This document is not in your safe, or is no longer there. The address may be incomplete.',
    address: 'Verification address',
    copy: 'Copy the address',
    copied: 'Address copied.',
    notCopied: 'The address is selected: copy it using your device’s menu.',
    damagedTitle: 'We cannot vouch for this document',
    damaged:
      'The stored file no longer matches what was deposited, so we are not releasing it. Please tell the service that runs this safe.',
    proof: 'Download the proof',
    proofText:
      'The proof shows, independently of this site, that the deposit is recorded in the journal. Few people need it: courts, experts.',
    facts: {
      deposited: 'Deposited on',
      title: 'Title',
      size: 'Size',
    },
    technical: {
      level: 'Seal level',
      sealedBy: 'Sealed by',
      statement: 'Sealed statement',
      time: 'Timestamp',
      timeQualified: (time, by) => `${time}, qualified time from ${by}`,
      timeOwn: (time) => `${time}, according to our own clock`,
      timeOwnBy: (time, by) => `${time}, according to our own clock: ${by}`,
      sha256: 'Fingerprint (SHA-256)',
      journal: 'Proof journal',
      entry: (index, size) => `Entry no. ${index}, in a signed journal of ${size} entries`,
      notYet: 'This entry is being published. Try again in a minute.',
      checking: 'Checking the seal…',
      reading: 'Reading the journal…',
      unknown: 'not stated',
    },
  },
};
