import type { SameAs } from '../catalogue';
import type { hrBatches as fr } from '../fr/hr-batches';
import { count } from './count';

export const hrBatches: SameAs<typeof fr> = {
  title: 'Deliveries',
  lead: (employer) => `Everything sent for ${employer}, by people and by payroll software.`,
  send: 'Send documents',
  caption: 'Deliveries, newest first',
  emptyTitle: 'No deliveries yet',
  emptyText:
    'Send this month’s payslip file. Agents receive nothing until you have reviewed and confirmed it.',
  emptyTextReader: 'Deliveries from your colleagues and your payroll software will appear here.',
  columns: {
    sending: 'Delivery',
    state: 'Status',
    received: 'Documents',
    deposited: 'Deposited',
    toCheck: 'To check',
    rejected: 'Rejected',
    date: 'Opened',
  },
  sendingOf: (kind, month) => `${kind}, ${month}`,
  kinds: { payroll: 'Payslips', hr: 'HR documents', backfill: 'Past months' },
  states: {
    open: 'Waiting for the file',
    submitted: 'Queued',
    expanding: 'Opening file',
    matching: 'Checking',
    proposed: 'To confirm',
    depositing: 'Depositing',
    completed: 'Done',
    failed: 'Refused',
    cancelled: 'Stopped',
  },
  completedToCheck: 'Done, some left to check',
  scheduled: (day, time) => `Visible on ${day} at ${time}`,
  backToList: 'All deliveries',
  referenced: (reference) => `Reference: ${reference}`,
  openedAt: 'Opened',
  submittedAt: 'Sent',
  completedAt: 'Finished',
  source: 'Source payroll',
  size: 'File size',
  fingerprint: 'File fingerprint (SHA-256)',
  batchId: 'Identifier',
  staleNews: 'The service is not responding. You are seeing the last known status.',

  running: {
    submitted: 'The file has arrived and is waiting its turn.',
    expanding: 'We are opening the file and listing what it contains.',
    matching: 'We are reading each page and comparing it with your list of agents.',
    depositing: 'The documents are being sealed, timestamped and deposited.',
  },
  progress: {
    checking: 'In progress',
    depositing: 'Documents processed',
    outOf: (done, all) => `${done} of ${all}`,
  },
  mayLeave: 'You can leave this page: the work carries on.',
  checkingNothingSent: 'Nothing has been deposited yet: you will be asked to confirm after the check.',

  blocked: {
    title: 'Waiting for a service',
    tryAt: (sentence, time) => `${sentence}; next try at ${time}.`,
    patience: 'Nothing is lost and you do not need to do anything: work will resume by itself.',
    codes: {
      'tsa-unavailable': 'The timestamp service is not responding',
      'storage-unavailable': 'Storage is not responding',
      'seal-unavailable': 'The electronic seal is not available',
      'key-unavailable': 'The encryption keys are not available',
      'database-unavailable': 'The database is not responding',
      'page-reader-unavailable': 'The page reader is not available',
    },
    other: 'A service that this delivery needs is not responding',
  },

  furtherSlips: {
    state: 'To confirm',
    title: 'Has this month been sent already?',
    found: (further, received) =>
      `This delivery contains ${count(
        further,
        'additional payslip for an agent who already has one for the same month',
        'additional payslips for agents who already have one for the same month',
      )}, out of ${count(received, 'document received', 'documents received')}.`,
    earlier: (month) => `Already sent for ${month}:`,
    sentOn: (time, deposited) =>
      `${count(deposited, 'document deposited', 'documents deposited')}, sent on ${time}`,
    documents: (month) => `See the payslips already deposited for ${month}`,
    question:
      'Back pay or a supplementary payslip? Deposit them as well. The same month sent twice by mistake? Stop this delivery.',
    nothingYet: 'Nothing has been deposited yet: the delivery is waiting for an answer, with no time limit.',
    confirm: 'Deposit these payslips as well',
    readerText: 'This delivery is waiting for an answer from a colleague who can send documents.',
    confirmed: 'Confirmed: the documents are being deposited.',
    waits: 'This delivery is waiting to be confirmed',
  },

  failed: {
    title: 'This delivery was refused',
    nothing: 'No documents were deposited.',
    codes: {
      'archive-unreadable':
        'The file is not a valid ZIP, or it is incomplete. Create the ZIP again, open it to check it, then resend it.',
      'archive-over-limit':
        'The ZIP contains too many files, or too much data once unpacked. Split the documents into several deliveries.',
      'archive-empty': 'The ZIP is empty. Create it again with the documents as PDFs, then resend it.',
      'manifest-ambiguous':
        'The ZIP contains more than one list of documents (“manifest.csv”, “manifest.json” or “manifest.xml”). Keep one, create the ZIP again and resend it.',
      'manifest-encoding':
        'The list of documents (“manifest”) is not saved as UTF-8. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”), create the ZIP again and resend it.',
      'manifest-columns':
        'The list of documents (“manifest”) lacks a required column (file, payroll number, type or month), or has it twice. Correct it, create the ZIP again and resend it.',
      'manifest-unreadable':
        'The list of documents (“manifest”) cannot be read, for example because a quote, separator or tag is missing. Correct it, create the ZIP again and resend it.',
      'manifest-over-limit':
        'The list of documents (“manifest”) is too long. Split the documents into several deliveries.',
      'not-a-pdf': 'This file is not a PDF. Choose the one your payroll software produced, then send it.',
      'pdf-encrypted': 'This PDF is password-protected. Produce it without a password, then resend it.',
      'pdf-damaged':
        'This PDF is damaged or incomplete. Produce it again, open it to check it, then send it.',
      'pdf-empty': 'This PDF has no pages. Produce it again, then send it.',
      'pdf-over-limit':
        'This PDF is too large, or has too many pages. Split the payslips into several deliveries.',
      'processing-crash':
        'This file could not be opened, even after several attempts. Create the ZIP again; if the problem persists, tell the operator and quote the delivery reference.',
    },
    other: 'This file could not be processed. Tell the operator and quote the delivery reference.',
    again: 'Send a new file',
    detail: 'Technical details',
  },

  cancelled: {
    title: 'This delivery was stopped',
    trial: 'This delivery had not been confirmed: nothing was deposited, and the file has been erased.',
    unread: 'The delivery was stopped before its file was read: nothing was deposited.',
    stopped: 'No documents from this delivery reached the agents.',
    withdrawn:
      'No documents from this delivery reached the agents. Copies already deposited in the employer’s safe stay there, marked “withdrawn”.',
    kept: (deposited) =>
      `${count(deposited, 'document was already visible to its agent and remains so', 'documents were already visible to their agents and remain so')}. The others were not deposited.`,
    again: 'To send these documents, start a new delivery.',
  },

  confirm: {
    title: 'Review before sending',
    findings: (month, found, countsPeople) => {
      const documents = [
        count(found.ready, 'document ready', 'documents ready'),
        ...(found.toCheck > 0 ? [count(found.toCheck, 'to check', 'to check')] : []),
        ...(found.unreadable > 0 ? [count(found.unreadable, 'unreadable', 'unreadable')] : []),
        ...(found.toPrint > 0
          ? [count(found.toPrint, 'to hand over on paper', 'to hand over on paper')]
          : []),
        ...(found.duplicates > 0 ? [count(found.duplicates, 'already deposited', 'already deposited')] : []),
      ].join(', ');
      const further =
        found.furtherSlips > 0
          ? [
              count(
                found.furtherSlips,
                'payslip comes on top of another for the same agent and month',
                'payslips come on top of others for the same agents and month',
              ),
            ]
          : [];
      const people = !countsPeople
        ? []
        : [
            ...(found.missingSinceLastMonth > 0
              ? [
                  count(
                    found.missingSinceLastMonth,
                    'agent paid last month has no payslip',
                    'agents paid last month have no payslip',
                  ),
                ]
              : []),
            ...(found.newSinceLastMonth > 0
              ? [count(found.newSinceLastMonth, 'agent is new', 'agents are new')]
              : []),
          ];
      const findings = [documents, ...further, ...people].join('; ');
      // No number at the end of a line, its noun on the next.
      return `, ${month}: ${findings.replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00a0')}.`;
    },
    nothingReady: 'No documents are ready to be deposited.',
    leaveOpen: 'Documents to check can be dealt with afterwards; the others will be sent without them.',
    otherSirets: (sirets, several) =>
      `Some files carry ${several ? 'SIRET numbers' : 'the SIRET number'} ${sirets}, ${several ? 'which belong' : 'which belongs'} to another employer. Check that this is the right file. These documents will not be deposited for anyone unless you decide so.`,
    otherSiretsTitle: 'Another employer in this file',
    period: (month, current) =>
      `This delivery is for ${month}, but it is now ${current}. Check the month before confirming.`,
    periodTitle: 'This is not the current month',
    reread: (employer) => `I have checked the name: this delivery is for ${employer}.`,
    rereadMissing: 'Check the employer’s name, then tick the box.',
    submit: 'Confirm the delivery',
    refuse: 'Do not send',
    expires: (time) => `Confirm before ${time}: after that, the file is erased and nothing is deposited.`,
    readerText: 'This delivery is waiting to be confirmed by a colleague who can send documents.',
    confirmed: 'Confirmed: the documents are being deposited.',
  },

  changes: {
    missing: {
      show: (agents) => (agents === 1 ? 'See the agent without a payslip' : 'See agents without a payslip'),
      title: 'No payslip in this delivery',
      meaning: (month, before) => `Still employed, with a payslip for ${before} but none for ${month}.`,
    },
    new: {
      show: (agents) => (agents === 1 ? 'See the new agent' : 'See new agents'),
      title: 'New in this delivery',
      meaning: (month, before) => `With a payslip for ${month} but none for ${before}.`,
    },
  },

  visibility: {
    label: 'When agents will see their documents',
    standard: (time) => `In two hours, at ${time}`,
    standardHint: 'Long enough to notice a mistake.',
    chosen: 'At another time',
    day: 'Date',
    dayHint: 'Day, month, year. Example: 05/12/2026',
    time: 'Paris time',
    timeHint: '24-hour clock. Example: 14:30',
    chosenMoment: (time) => `Visible on ${time}.`,
    untilThen: 'Until then, you can stop this delivery and agents will never see it.',
    missing: 'Enter a date and a time, for example 05/12/2026 and 14:30.',
    past: 'This time has passed. Choose a later one.',
    tooFar: 'Choose a time within twelve months.',
  },

  publication: {
    title: 'Visibility',
    from: (time) => `Agents will see their documents on ${time}.`,
    untilThen: 'Until then, they see nothing and get no message.',
    published: 'Agents can see the deposited documents.',
    becoming: 'The documents are being made visible to agents.',
    atOnce: 'Agents can see each document as soon as it is deposited.',
    publishedSince: (time) => `Agents have been able to see the deposited documents since ${time}.`,
    change: 'Change the date and time',
    now: 'Make visible now',
    nowQuestion: 'Make visible now?',
    nowText:
      'Agents will see their documents within a minute. You can no longer stop the delivery after that.',
    stop: 'Stop this delivery',
    save: 'Save',
    changed: (time) => `Saved: visible on ${time}.`,
    madeVisible: 'Done: the documents are being made visible.',
  },

  stop: {
    question: 'Stop this delivery?',
    keep: 'Keep this delivery',
    confirm: 'Stop the delivery',
    early:
      'Nothing will be deposited, and anything received will be erased. To send it again, start a new delivery.',
    hidden:
      'Agents will never see these documents: their copies are destroyed. The employer’s copies stay, marked “withdrawn”. This cannot be undone: to send them again, start a new delivery.',
    partly:
      'Documents already deposited stay visible to agents. The rest will not be deposited. To send them again, start a new delivery.',
    done: 'The delivery has been stopped.',
  },

  outcome: {
    title: 'What happened to the documents',
    checkedTitle: 'Result of the check',
    sum: (received) => count(received, 'document received', 'documents received'),
    states: {
      pending: 'In progress',
      deposited: 'Deposited',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Rejected',
      'to-print': 'To hand over on paper',
      cancelled: 'Stopped',
    },
    one: {
      pending: 'In progress',
      deposited: 'Deposited',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Rejected',
      'to-print': 'To hand over on paper',
      cancelled: 'Stopped',
    },
    toConfirm: 'To confirm',
    proposedStates: {
      deposited: 'Ready',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Unreadable',
      'to-print': 'To hand over on paper',
    },
    proposedOne: {
      deposited: 'Ready',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Unreadable',
      'to-print': 'To hand over on paper',
    },
    settle: 'Check these documents',
    look: 'See these documents',
    settleCount: (open) =>
      count(open, 'document is waiting for your decision', 'documents are waiting for your decision'),
    settleCountReader: (open) =>
      count(
        open,
        'document is waiting for a colleague’s decision',
        'documents are waiting for a colleague’s decision',
      ),
    rejectedCount: (rejected) =>
      count(
        rejected,
        'document was rejected: the reason given says how to send it again',
        'documents were rejected: the reasons given say how to send them again',
      ),
    rejectedCountReader: (rejected) => count(rejected, 'document was rejected', 'documents were rejected'),
    showRejected: (rejected) => (rejected === 1 ? 'See the rejected document' : 'See rejected documents'),
  },

  ignored: {
    title: (pages) => count(pages, 'page of the file left out', 'pages of the file left out'),
    cover: (pages, numbers) => (pages === 1 ? `Cover page: ${numbers}.` : `Cover pages: ${numbers}.`),
    blank: (pages, numbers) => (pages === 1 ? `Blank page: ${numbers}.` : `Blank pages: ${numbers}.`),
    further: (pages) => `And ${count(pages, 'more', 'more')}.`,
  },

  items: {
    title: 'Documents',
    order: 'In the order of the file sent.',
    caption: 'Documents in this delivery',
    filter: 'Show',
    all: 'All',
    withCount: (state, number) => `${state} (${number})`,
    file: 'File',
    agent: 'Agent',
    number: (number) => `Payroll number ${number}`,
    state: 'Status',
    reason: 'Reason',
    pages: (pages) => (/^\d+$/.test(pages) ? `Page ${pages}` : `Pages ${pages}`),
    noName: 'No file name',
    agentToCheck: 'Agent to check',
    claimed: (number) => `Payroll number given: ${number}`,
    settle: 'Decide',
    otherReason: 'A reason this page does not recognise yet.',
    none: 'No documents with this status.',
    shown: (shown) => count(shown, 'document shown', 'documents shown'),
    reportCsv: 'Download the report (CSV)',
  },
};
