import type { SameAs } from '../catalogue';
import type { hrSend as fr } from '../fr/hr-send';

export const hrSend: SameAs<typeof fr> = {
  title: 'Send documents',
  lead: (employer) => `For ${employer}. Agents receive nothing until you have reviewed and confirmed.`,
  file: 'File from your payroll software',
  fileHint:
    'A ZIP of PDF documents, with the agent’s payroll number in each file name or in an enclosed list (“manifest.csv”, “manifest.json” or “manifest.xml”). Or a single PDF of all payslips: they will be separated for you.',
  fileMissing: 'Choose the file to send.',
  neitherZipNorPdf: 'This file is neither a ZIP nor a PDF. Choose the file your payroll software produced.',
  emptyFile: 'This file is empty. Choose another one.',
  emptyZip: 'This ZIP is empty. Choose another one.',
  unreadableFile:
    'This file could not be read. Check that it still exists and is not open in another program.',
  period: 'Month of the documents',
  otherMonth: (month, current) =>
    `You chose ${month}, but it is now ${current}. If this is a mistake, change the month.`,
  beforeService: 'If these payslips date from before the service started, choose “Past months” below.',
  otherMonthTitle: 'This is not the current month',
  kind: 'What you are sending',
  kinds: {
    payroll: { label: 'Payslips for the month', hint: 'We will also tell you who has no payslip.' },
    hr: { label: 'Other HR documents', hint: 'Certificates, individual decisions.' },
    backfill: {
      label: 'Past months',
      hint: 'Payslips from before the service started, one delivery per month.',
    },
  },
  submit: 'Send for checking',
  submitHint: 'The file is checked first. You confirm afterwards.',
  readOnlyTitle: 'Your account is read-only',
  readOnly: 'Ask a colleague who can send documents, or ask the operator to change your role.',
  toBatches: 'See the deliveries',

  upload: {
    title: 'Sending the file',
    label: 'File sent',
    amount: (percent, sent, total) => `${percent} – ${sent} of ${total}`,
    spoken: (percent) => `${percent} of the file sent`,
    stay: 'Keep this tab open until it finishes.',
    stalled:
      'The connection was lost. Sending will resume by itself once it is back; there is nothing to redo.',
    arrived: 'The file has arrived.',
    failedTitle: 'The file could not be sent',
    retry: 'Resume sending',
    interrupted: (percent) =>
      `Sending was interrupted at ${percent} – choose the same file again to continue.`,
    notArrived: 'No file has been received for this delivery. Choose the one to send.',
    choose: 'The same file',
    chooseFirst: 'The file to send',
    pdfForZip: 'This delivery needs a ZIP, but this file is a PDF. Choose the ZIP, or start a new delivery.',
    otherFile: 'This is not the same file. Choose the one you started sending, or replace it with this one.',
    replace: 'Send this one instead',
    whole: 'The whole file has arrived, but has not been checked yet.',
    check: 'Check the file',
    byMachine: 'This delivery was opened by payroll software that has not sent its file yet.',
    ofColleague: 'The file for this delivery has not arrived yet.',
    leaveTitle: 'A file is being sent',
    leaveText: 'If you leave this page, sending stops. You can resume it with the same file.',
    leave: 'Leave',
    remain: 'Stay',
  },
};
