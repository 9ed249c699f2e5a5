import type { SameAs } from '../catalogue';
import type { hrBatches as fr } from '../fr/hr-batches';
import { count } from './count';

export const hrBatches: SameAs<typeof fr> = {
  title: 'Deliveries',
  lead: 'All deliveries, yours and those of your payroll software.',
  send: 'Send documents',
  caption: 'Deliveries, newest first',
  emptyTitle: 'No delivery yet',
  emptyText:
    'Send the file with the payslips of the month. Nothing reaches the agents before you have read it over and confirmed.',
  emptyTextReader: 'The deliveries of your colleagues and of your payroll software will appear here.',
  columns: {
    sending: 'Delivery',
    state: 'State',
    received: 'Documents',
    deposited: 'Deposited',
    toCheck: 'To check',
    date: 'Opened on',
  },
  sendingOf: (kind, month) => `${kind}, ${month}`,
  kinds: { payroll: 'Payslips', hr: 'HR documents', backfill: 'Past months' },
  states: {
    open: 'File expected',
    submitted: 'Waiting',
    expanding: 'Opening the file',
    matching: 'Being checked',
    proposed: 'To confirm',
    depositing: 'Being deposited',
    completed: 'Done',
    failed: 'Refused',
    cancelled: 'Stopped',
  },
  completedToCheck: 'Done, some to check',
  scheduled: (day, time) => `Visible on ${day} at ${time}`,
  backToList: 'All deliveries',
  referenced: (reference) => `Reference: ${reference}`,
  openedAt: 'Opened on',
  submittedAt: 'Sent on',
  completedAt: 'Done on',
  source: 'Payroll it comes from',
  size: 'Size of the file',
  fingerprint: 'Fingerprint of the file (SHA-256)',
  batchId: 'Identifier',
  staleNews: 'The service does not answer at the moment. What you see is the last known state.',

  running: {
    submitted: 'The file has arrived. It waits for its turn.',
    expanding: 'The file is being opened and its content listed.',
    matching: 'Each page is read and compared with your list of agents.',
    depositing: 'The documents are being sealed, timestamped and deposited.',
  },
  progress: {
    checking: 'Work under way',
    depositing: 'Documents processed',
    outOf: (done, all) => `${done} of ${all}`,
  },
  mayLeave: 'You may leave this page: the work goes on.',
  checkingNothingSent: 'Nothing is deposited yet: you confirm after the check.',

  blocked: {
    title: 'Waiting for a service',
    tryAt: (sentence, time) => `${sentence}; next try at ${time}.`,
    patience: 'Nothing is lost, and there is nothing for you to do: the work goes on by itself.',
    codes: {
      'tsa-unavailable': 'The timestamp service does not answer',
      'storage-unavailable': 'The storage does not answer',
      'seal-unavailable': 'The electronic seal is not available',
      'key-unavailable': 'The encryption keys are not available',
      'database-unavailable': 'The database does not answer',
      'page-reader-unavailable': 'Reading pages is not available',
    },
    other: 'A service that this delivery needs does not answer',
  },

  furtherSlips: {
    state: 'To confirm',
    title: 'Has this month been sent already?',
    found: (further, received) =>
      `${count(
        further,
        'payslip of this delivery would stand beside one that is there already',
        'payslips of this delivery would stand beside ones that are there already',
      )} for the same agent and month, of ${count(received, 'document received', 'documents received')}.`,
    question:
      'That is right for further payslips, arrears for instance. If the month was sent twice, stop this delivery.',
    nothingYet: 'Nothing is deposited yet. The delivery waits for your answer, however long it takes.',
    confirm: 'Deposit beside the first ones',
    readerText: 'This delivery waits for the answer of a colleague who may send.',
    confirmed: 'Confirmed: depositing begins.',
    waits: 'This delivery waits for a confirmation',
  },

  failed: {
    title: 'This delivery was refused',
    nothing: 'No document was deposited.',
    codes: {
      'archive-unreadable':
        'The file is not a readable ZIP, or it is incomplete. Make the ZIP again, open it to check, then send it again.',
      'archive-over-limit':
        'The ZIP holds too many files, or unfolds into too much data. Split the documents into several deliveries.',
      'archive-empty':
        'The ZIP holds no file. Make the ZIP again with the documents as PDF, then send again.',
      'manifest-ambiguous':
        'The ZIP holds several lists of documents (“manifest.csv”, “manifest.json” or “manifest.xml”). Keep only one, make the ZIP again and send again.',
      'manifest-encoding':
        'The list of documents (“manifest”) is not saved as UTF-8. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”), make the ZIP again and send again.',
      'manifest-columns':
        'In the list of documents (“manifest”), something necessary is missing everywhere (file, payroll number, type or month), or stands twice. Correct it, make the ZIP again and send again.',
      'manifest-unreadable':
        'The list of documents (“manifest”) cannot be read: a quote, a separator or a tag is missing, for example. Correct it, make the ZIP again and send again.',
      'manifest-over-limit':
        'The list of documents (“manifest”) is too long. Split the documents into several deliveries.',
      'not-a-pdf': 'This file is no PDF. Choose the one that your payroll software made, then send it.',
      'pdf-encrypted': 'This PDF is protected by a password. Make it without protection, then send it again.',
      'pdf-damaged': 'This PDF is damaged or incomplete. Make it again, open it to check, then send it.',
      'pdf-empty': 'This PDF has no page. Make it again, then send it.',
      'pdf-over-limit':
        'This PDF is too large, or has too many pages. Split the payslips into several deliveries.',
      'processing-crash':
        'This file could not be opened, even after several tries. Make the ZIP again; if it happens again, tell your administration the reference of the delivery.',
    },
    other: 'This file could not be processed. Tell your administration the reference of the delivery.',
    again: 'Send a new file',
    detail: 'What the service noted',
  },

  cancelled: {
    title: 'This delivery was stopped',
    nothing: 'Nothing was deposited: this delivery had not been confirmed.',
    text: 'What was not visible yet will not reach the agents. To send again, begin a new delivery.',
    kept: (deposited) =>
      `${count(deposited, 'document was already visible and stays so', 'documents were already visible and stay so')}.`,
  },

  confirm: {
    title: 'Read this over before you send',
    findings: (month, found, countsPeople) => {
      const documents = [
        count(found.ready, 'ready', 'ready'),
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
                'payslip would stand beside another of the same agent and month',
                'payslips would stand beside others of the same agents and month',
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
      return `, ${month}: ${[documents, ...further, ...people].join('; ')}.`;
    },
    nothingReady: 'No document is ready to be deposited.',
    leaveOpen: 'The documents to check will wait for you after the delivery; the others leave without them.',
    otherSirets: (sirets, several) =>
      `Some files bear the ${several ? 'SIRETs' : 'SIRET'} ${sirets}, of another employer. Check that this is the right file. These documents are deposited for nobody without your decision.`,
    otherSiretsTitle: 'Another employer in this file',
    period: (month, current) =>
      `This delivery is for ${month}, and it is ${current} now. Check the month before you confirm.`,
    periodTitle: 'This is not the current month',
    reread: (employer) => `I have re-read the name: this delivery is for ${employer}.`,
    rereadMissing: 'Re-read the name of the employer, then tick the box.',
    submit: 'Confirm the delivery',
    refuse: 'Send nothing',
    expires: 'Confirm within 24 hours of sending the file: after that it is erased and nothing is deposited.',
    readerText: 'This delivery is waiting for the confirmation of a colleague who may send.',
    confirmed: 'Confirmed: the documents are being deposited.',
  },

  visibility: {
    label: 'When agents will see their documents',
    standard: (time) => `In two hours, at ${time}`,
    standardHint: 'Time enough to notice a mistake.',
    chosen: 'At another time',
    day: 'Day',
    time: 'Time in Paris',
    chosenMoment: (time) => `Visible on ${time}.`,
    untilThen: 'Until then you can stop this delivery: agents will see nothing of it.',
    missing: 'Give a day and a time.',
    past: 'This time has passed. Choose one to come.',
    tooFar: 'Choose a time within twelve months.',
  },

  publication: {
    title: 'Visibility',
    from: (time) => `Agents will see their documents on ${time}.`,
    untilThen: 'Until then they see nothing and receive no message.',
    published: 'Agents see the documents that were deposited.',
    becoming: 'The documents are becoming visible to the agents.',
    atOnce: 'Agents see each document as soon as it is deposited.',
    publishedSince: (time) => `Agents can see the deposited documents since ${time}.`,
    change: 'Change the date and time',
    now: 'Make visible now',
    nowQuestion: 'Make visible now?',
    nowText: 'Agents see their documents within a minute. The delivery can then no longer be stopped.',
    stop: 'Stop this delivery',
    save: 'Save',
    changed: (time) => `Noted: visible on ${time}.`,
    madeVisible: 'Done: the documents become visible.',
  },

  stop: {
    question: 'Stop this delivery?',
    keep: 'Keep this delivery',
    confirm: 'Stop the delivery',
    early: 'The file is erased and nothing is deposited. To send again, begin a new delivery.',
    hidden:
      'Agents will see none of these documents: their copies are destroyed. The employer keeps its own, marked “withdrawn”. Stopping cannot be undone: to send again, begin a new delivery.',
    partly:
      'What is already deposited stays visible to the agents. The rest is not deposited. To send it again, begin a new delivery.',
    done: 'The delivery is stopped.',
  },

  outcome: {
    title: 'What became of the documents',
    proposedTitle: 'What will happen to the documents',
    sum: (received) => count(received, 'document received', 'documents received'),
    states: {
      pending: 'Under way',
      deposited: 'Deposited',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Rejected',
      'to-print': 'To hand over on paper',
      cancelled: 'Stopped',
    },
    one: {
      pending: 'Under way',
      deposited: 'Deposited',
      duplicate: 'Already deposited',
      quarantined: 'To check',
      rejected: 'Rejected',
      'to-print': 'To hand over on paper',
      cancelled: 'Stopped',
    },
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
        'document could not be taken: its reason says how to send it again',
        'documents could not be taken: their reasons say how to send them again',
      ),
  },

  items: {
    title: 'Documents',
    caption: 'Documents of this delivery',
    filter: 'Show',
    all: 'All',
    withCount: (state, number) => `${state} (${number})`,
    file: 'File',
    agent: 'Agent',
    number: (number) => `Payroll number ${number}`,
    state: 'State',
    reason: 'Reason',
    pages: (pages) => (/^\d+$/.test(pages) ? `Page ${pages}` : `Pages ${pages}`),
    noName: 'No file name',
    claimed: (number) => `Agent not confirmed, payroll number given: ${number}`,
    settle: 'Decide',
    otherReason: 'A reason that this page does not know yet.',
    none: 'No document in this state.',
    shown: (shown) => count(shown, 'document shown', 'documents shown'),
    reportCsv: 'Download the report (CSV)',
  },
};
