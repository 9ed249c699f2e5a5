import type { SameAs } from '../catalogue';
import type { verify as fr } from '../fr/verify';

export const verify: SameAs<typeof fr> = {
  title: 'Verify that a document is authentic',
  lead: 'Were you handed a payslip or a certificate as a PDF? Drop the file here as you received it: you will know who deposited it, when, and whether it has been changed since.',
  drop: 'The PDF file to verify',
  dropHint: 'The file itself, not a photograph, a scan or a printed copy.',
  notKept: 'The file is not kept: it is read, checked, then erased.',
  notPdf: 'This is not a PDF file. Ask the person for the original file.',
  empty: 'This file is empty. Ask the person to send it again.',
  checking: 'Checking',
  another: 'Verify another document',
  file: 'File',
  verified: {
    title: 'Deposited here, unchanged since',
    text: 'This file is exactly the one that was deposited in this safe.',
  },
  broken: {
    title: 'Do not rely on this file',
    text: 'It does not match a document that was deposited here: it was changed afterwards, or its seal is not from this service.',
    next: 'Ask the person for the original file, downloaded from their safe.',
  },
  cannotTell: {
    title: 'We cannot tell',
    text: 'This does not mean that the document is false.',
    next: 'Ask the person for the original file, downloaded from their safe.',
  },
  reasons: {
    'no-signature':
      'This file carries no seal. A document that was printed, scanned, photographed or saved anew loses its seal.',
    'not-a-pdf': 'This file is not a readable PDF.',
    'over-limit': 'This file is too large or too complex to be judged here.',
    'processing-crash': 'This file could not be read: it is damaged, or made in an unusual way.',
  },
  otherReason: 'This file carries a seal that this service cannot read.',
  quoted: (words) => `“${words}”`,
  facts: {
    statement: 'What the seal says',
    date: 'Date',
  },
  means: 'What this means',
  meansList: [
    'The depositor’s name and the date come from the seal, not from the person who sends you the file.',
    'Not a letter, not a figure has changed since the deposit.',
  ],
  not: 'What this does not say',
  notList: [
    'That the amounts are right: they are those that the employer deposited.',
    'That the person who sends it is the one named on it: check who they are.',
    'That nothing has changed in their situation since that date.',
  ],
  technical: {
    sealedBy: 'Sealed by',
    time: 'Timestamp',
    timeQualified: (time, by) => `${time}, qualified time given by ${by}`,
    timeOwn: (time) => `${time}, time given by our own clock`,
    timeOwnBy: (time, by) => `${time}, time given by our own clock: ${by}`,
    level: 'Level of the seal',
    code: 'First check that failed',
    unknown: 'not stated',
    offline:
      'It can also be checked without this site, with any PDF reader that verifies signatures and the certificate of this service.',
  },
  problems: {
    'verifier-busy': 'Many files are being checked at the moment. Try again in a minute.',
    'verifier-unavailable': 'Checking is not available at the moment. Try again in a few minutes.',
    'body-too-slow': 'The upload was too slow. Try again with a better connection.',
    'body-too-large': 'This file is too large to be a document of this safe. Ask for the original file.',
    'unsupported-media-type': 'This is not a PDF file. Ask the person for the original file.',
  },
  problemTitle: 'The check could not be made',
  print: 'Print this result',
};
