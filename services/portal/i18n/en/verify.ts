import type { SameAs } from '../catalogue';
import type { verify as fr } from '../fr/verify';

export const verify: SameAs<typeof fr> = {
  title: 'Verify that a document is authentic',
  lead: 'Has someone given you a payslip or a certificate as a PDF? Choose the file, exactly as you received it, to find out who deposited it, when, and whether it has been changed since.',
  drop: 'The PDF file to verify',
  dropHint: 'The file itself, not a photo, a scan or a printed copy.',
  notKept: 'We do not keep the file: it is read, checked, then deleted.',
  notPdf: 'This is not a PDF file. Ask the person for the original file.',
  empty: 'This file is empty. Ask the person to send it again.',
  checking: 'Checking',
  another: 'Verify another document',
  file: 'File',
  verified: {
    title: 'Deposited here and unchanged since',
    text: 'This file is exactly the one that was deposited in this safe.',
  },
  broken: {
    title: 'Do not rely on this file',
    text: 'It does not match any document deposited here: either it was changed afterwards, or its seal does not come from this service.',
    next: 'Ask the person for the original file, downloaded from their safe.',
  },
  cannotTell: {
    title: 'We cannot tell',
    text: 'This does not mean that the document is a fake.',
    next: 'Ask the person for the original file, downloaded from their safe.',
  },
  reasons: {
    'no-signature':
      'This file has no seal. A document loses its seal when it is printed, scanned, photographed or saved again.',
    'not-a-pdf': 'This file is not a readable PDF.',
    'over-limit': 'This file is too large or too complex to be checked here.',
    'processing-crash': 'This file could not be read: it is damaged, or built in an unusual way.',
  },
  otherReason: 'This file has a seal that this service cannot read.',
  quoted: (words) => `“${words}”`,
  facts: {
    statement: 'What the seal says',
    date: 'Date',
  },
  means: 'What this means',
  meansList: [
    'The depositor’s name and the date come from the seal, not from whoever sent you the file.',
    'Not a single letter or figure has changed since the deposit.',
  ],
  not: 'What this does not tell you',
  notList: [
    'That the amounts are right: they are simply what the employer deposited.',
    'That the person who sent it is the one named on it: check their identity.',
    'That their situation is still the same today.',
  ],
  technical: {
    sealedBy: 'Sealed by',
    time: 'Timestamp',
    timeQualified: (time, by) => `${time}, qualified time from ${by}`,
    timeOwn: (time) => `${time}, according to our own clock`,
    timeOwnBy: (time, by) => `${time}, according to our own clock: ${by}`,
    level: 'Seal level',
    code: 'First failed check',
    offline:
      'It can also be checked without this site, using any PDF reader that verifies signatures and this service’s certificate.',
  },
  problems: {
    'verifier-busy': 'Many files are being checked right now. Try again in a minute.',
    'verifier-unavailable': 'Verification is temporarily unavailable. Try again in a few minutes.',
    'body-too-slow': 'The upload was too slow. Try again on a better connection.',
    'body-too-large': 'This file is too large to come from this safe. Ask for the original file.',
    'unsupported-media-type': 'This is not a PDF file. Ask the person for the original file.',
  },
  problemTitle: 'We could not check the file',
  print: 'Print this result',
};
