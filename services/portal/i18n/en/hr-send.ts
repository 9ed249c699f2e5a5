import type { SameAs } from '../catalogue';
import type { hrSend as fr } from '../fr/hr-send';

export const hrSend: SameAs<typeof fr> = {
  title: 'Send documents',
  lead: (employer) =>
    `For ${employer}. Nothing reaches the agents before you have read it over and confirmed.`,
  file: 'The file of your payroll software',
  fileHint:
    'A ZIP with the documents as PDF. Whose each one is, a list says (“manifest.csv”, “manifest.json” or “manifest.xml”), or the payroll number in the names of the files. Or one PDF of all payslips, which is split page by page.',
  fileMissing: 'Choose the file to send.',
  neitherZipNorPdf: 'This file is neither a ZIP nor a PDF. Choose the file that your payroll software made.',
  emptyFile: 'This file is empty. Choose another one.',
  emptyZip: 'This ZIP holds no file. Choose another one.',
  unreadableFile: 'This file could not be read. Check that it still exists and that no program holds it.',
  period: 'Month of the documents',
  otherMonth: (month, current) =>
    `You chose ${month}, and it is ${current} now. If you did not mean to, change the month.`,
  otherMonthTitle: 'This is not the current month',
  kind: 'What you send',
  kinds: {
    payroll: { label: 'The payslips of the month', hint: 'We also tell you who has no payslip.' },
    hr: { label: 'Other HR documents', hint: 'Certificates, individual decisions.' },
    backfill: {
      label: 'Past months',
      hint: 'Payslips of before the start of the service, one delivery per month.',
    },
  },
  submit: 'Send it to be checked',
  submitHint: 'The file is checked first. You confirm afterwards.',
  readOnlyTitle: 'Your account is for reading, not for sending',
  readOnly: 'Ask a colleague with the right to send, or ask the operator to change your role.',
  toBatches: 'See the deliveries',

  upload: {
    title: 'Sending the file',
    label: 'File sent',
    amount: (percent, sent, total) => `${percent} – ${sent} of ${total}`,
    spoken: (percent) => `${percent} of the file sent`,
    stay: 'Keep this tab open until the end.',
    stalled:
      'The connection is cut. Sending goes on by itself as soon as it is back; nothing has to be done again.',
    arrived: 'The file has arrived.',
    failedTitle: 'The file could not be sent',
    retry: 'Go on sending',
    interrupted: (percent) =>
      `Sending was interrupted at ${percent} – choose the same file again to continue.`,
    notArrived: 'No file received for this delivery. Choose the one to send.',
    choose: 'The same file',
    chooseFirst: 'The file to send',
    pdfForZip:
      'This delivery waits for a ZIP, and this file is a PDF. Choose the ZIP, or begin a new delivery.',
    otherFile:
      'This is not the same file. Choose the one that you had begun to send, or put this one in its place.',
    replace: 'Send this one instead',
    whole: 'The whole file has arrived, but was not checked yet.',
    check: 'Check the file',
    byMachine: 'This delivery was opened by payroll software, which has not sent its file yet.',
    ofColleague: 'The file of this delivery has not arrived yet.',
    leaveTitle: 'A file is being sent',
    leaveText: 'If you leave this page, sending stops. You can continue it with the same file.',
    leave: 'Leave',
    remain: 'Stay',
  },
};
