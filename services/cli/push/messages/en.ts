import type { Messages } from './messages';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

export const en: Messages = {
  hashing: 'Computing the SHA-256 of the file…',
  sending: 'Sending',
  sent: 'The server has the file; its digest was checked.',
  bytes: (count) => (count < 1e6 ? `${number.format(count / 1e3)} kB` : `${number.format(count / 1e6)} MB`),
  rate: (size) => `${size}/s`,
  left: (seconds) => `${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} left`,
  retry: (what, seconds) => `Cut or overloaded (${what}): another attempt in ${number.format(seconds)} s.`,
  keyOfFirstUse: (origin) =>
    `First use: the key of the log ${origin} is kept as the service gives it. ` +
    'It was compared with nothing: ask the operator for it, and give its folder with --trust.',
  publishAtKept: (at) =>
    `This batch existed already: it stays published ${at ?? 'at once'}. Change that in the portal.`,
  opened: (reference) => `Batch "${reference}" opened.`,
  resumed: (reference, state) => `Batch "${reference}" known already (${state}): going on.`,
  batchStates: {
    open: 'open',
    submitted: 'submitted',
    expanding: 'reading the archive',
    matching: 'matching with agents',
    proposed: 'tried',
    depositing: 'sealing and depositing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  itemStates: {
    pending: ['pending', 'pending'],
    deposited: ['deposited', 'deposited'],
    duplicate: ['duplicate', 'duplicates'],
    quarantined: ['quarantined', 'quarantined'],
    rejected: ['rejected', 'rejected'],
    'to-print': ['to print', 'to print'],
    cancelled: ['cancelled', 'cancelled'],
  },
  received: (count) => `${number.format(count)} received`,
  waitsFor: (code, nextTryAt) => `Waiting (${code}), next attempt at ${nextTryAt}.`,
  allDone: 'Everything is where it belongs.',
  proposed: 'A trial: nothing was deposited. Run the same command without --dry-run to deposit.',
  forAPerson: 'The batch waits for HR to confirm it in the portal, and then goes on by itself.',
  attention: (count) =>
    count === 1 ? '1 item needs somebody:' : `${number.format(count)} items need somebody:`,
  more: (count, report) =>
    `… and ${number.format(count)} more: see ${report ?? 'the report (--report FILE.csv)'}.`,
  statesMean: {
    quarantined: 'HR settles it in the portal.',
    rejected: 'Correct it and send it again in another batch.',
    cancelled: 'Cancelled: send it again in another batch if need be.',
  },
  reportWritten: (file) => `Report: ${file}`,
  failed: (code, detail) => `FAILED (${code})${detail === null ? '' : `: ${detail}`}`,
  resume: 'Interrupted. Nothing is lost: run the same command again, it goes on from there.',
  logAlarm:
    'ALARM: the proof journal is not the one that we have seen. Send nothing more, keep the state folder of ' +
    'coffre, and tell the operator and the employer by another channel.',
  errors: {
    'file-unreadable': 'The file cannot be read.',
    'file-empty': 'The file is empty.',
    'content-differs': 'The file changed while it was sent, or did not arrive intact. Run the command again.',
    'secret-unreadable': 'The secret cannot be read, or others than its owner can read it (chmod 600).',
    'employer-differs': 'These credentials are not those of the employer with this SIRET.',
    'server-unreachable':
      'The service has not answered for too long. Run the same command again: it goes on from there.',
    'answer-unreadable': 'The service answers otherwise than expected: check the address (COFFRE_URL).',
    'dry-run-too-late':
      'This batch was opened for good already: it cannot be tried. Give another --reference.',
    'batch-failed':
      'The batch could not be read, nothing is deposited. Correct it and give another --reference.',
    'batch-cancelled':
      'The batch was cancelled, nothing is deposited. To send it again, give another --reference.',
    'not-finished': 'The batch goes on at the server. Run the same command later for the report.',
    'report-unwritable': 'The report cannot be written. The batch itself is done.',
    'state-unreadable': 'The state kept cannot be read. Do not remove it before you know why.',
    'state-unwritable': 'The state cannot be written (--state DIR).',
    'trust-unreadable': 'The folder of --trust holds no readable journal.vkey.',
    'log-key-changed': 'The key of the log is another one.',
    'log-signature-invalid': 'The tree head is not signed by the key of the log.',
    'log-shrunk': 'The log holds fewer entries than before.',
    'log-forked': 'The log was rewritten: it does not continue the one that we have seen.',
    'invalid-client': 'The client is unknown or its secret is wrong.',
    'not-authenticated': 'The access was revoked.',
    'role-insufficient': 'These credentials may not deposit.',
    'batch-reference-conflict':
      'This reference is that of a batch of another kind, month, format or payroll source. Give another --reference.',
    'batch-already-submitted':
      'This reference is that of a batch with other content already. Give another --reference.',
    'upload-overtaken': 'Another upload, of other content, took the place of this one.',
    'upload-too-large': 'The file is larger than the service takes.',
    'period-invalid': 'This month does not exist or has not begun.',
    'invalid-request': 'The service refuses one of the values given (format, source, reference or date).',
  },
};
