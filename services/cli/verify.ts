import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPemCertificates } from '../sealing/verify/pem';
import type {
  CertificateSubject,
  PdfVerdict,
  SignatureReport,
  TrustAnchors,
  VerdictCode,
} from '../sealing/verify/verdict';
import { verifyPdf } from '../sealing/verify/verify-pdf';
import { verifyProof } from './verify-proof';

export interface VerifyOptions {
  /** PDFs, and proof files (`.json`) about some of them. */
  readonly files: readonly string[];
  /** Folder with `seal-ca.pem`, `tsa-ca.pem` and `journal.vkey`, obtained elsewhere than with the files. */
  readonly trustDir?: string | undefined;
  /** Takes one line of the report. */
  print(line: string): void;
}

/** 0 verified, 1 broken, 2 intact but the issuer was not checked, or cannot tell. */
export type VerifyExitCode = 0 | 1 | 2;

interface Trust extends TrustAnchors {
  /** Verifier key of the log; NULL where none is known. */
  readonly journalKey: string | null;
}

interface Report {
  readonly status: PdfVerdict['status'] | 'cannot-tell';
  readonly lines: readonly string[];
}

/**
 * Judges PDF files, and the journal proofs given with them, offline. Of several,
 * the worst verdict is the exit code: broken before not checked before verified.
 */
export async function verifyFiles({ files, trustDir, print }: VerifyOptions): Promise<VerifyExitCode> {
  const say = (line: string) => print(printable(line));
  const trust = await readTrust(trustDir).catch(() => null);
  if (trust === null) {
    say(`cannot tell: ${trustDir} does not hold readable seal-ca.pem and tsa-ca.pem`);
    return 2;
  }
  const given = await Promise.all(
    files.map(async (file) => ({ name: basename(file), content: await readFile(file).catch(() => null) })),
  );
  const isProof = (name: string) => name.toLowerCase().endsWith('.json');
  const pdfs = given.flatMap(({ name, content }) => (content === null || isProof(name) ? [] : [content]));
  const reports = given.map(({ name, content }): Report => {
    if (content === null) return { status: 'cannot-tell', lines: [`${name}: cannot tell (not readable)`] };
    if (isProof(name)) return verifyProof(name, content.toString('utf8'), pdfs, trust.journalKey);
    const verdict = verifyPdf(content, trust);
    return { status: verdict.status, lines: describeVerdict(name, verdict) };
  });
  for (const line of reports.flatMap((report) => report.lines)) say(line);
  if (reports.some((report) => report.status === 'broken')) return 1;
  return reports.length > 0 && reports.every((report) => report.status === 'verified') ? 0 : 2;
}

async function readTrust(dir: string | undefined): Promise<Trust> {
  if (dir === undefined) return { sealRoots: [], tsaRoots: [], journalKey: null };
  const read = async (name: string) => {
    const roots = readPemCertificates(await readFile(join(dir, name), 'utf8'));
    if (roots.length === 0) throw new Error('no certificate');
    return roots;
  };
  const journalKey = await readFile(join(dir, 'journal.vkey'), 'utf8').catch(() => null);
  return { sealRoots: await read('seal-ca.pem'), tsaRoots: await read('tsa-ca.pem'), journalKey };
}

/** The report on one file, line by line. */
function describeVerdict(name: string, verdict: PdfVerdict): string[] {
  const { seal, earlier } = verdict;
  return [
    `${name}: ${headline(verdict)}`,
    ...(seal === null ? [] : describeSeal(seal)),
    ...earlier.map((report) => `  earlier signature: ${describeEarlier(report)}`),
  ];
}

function headline({ status, code }: PdfVerdict): string {
  if (status === 'verified') return 'verified: sealed, timestamped as stated below, unchanged since';
  if (status === 'issuer-not-checked') {
    return 'intact, issuer not checked: give the trust anchors with --trust DIR';
  }
  const why = code === null ? '' : ` (${code}: ${EXPLANATIONS[code]})`;
  return status === 'broken' ? `BROKEN${why}` : `cannot tell${why}`;
}

function describeSeal(seal: SignatureReport): string[] {
  const lines = [
    ['statement', seal.reason],
    ['sealed by', nameOf(seal.signer)],
    ['level', seal.level],
    ['time', timeOf(seal)],
    ['time given by', nameOf(seal.timestampAuthority)],
  ] as const;
  return lines.flatMap(([label, text]) => (text === null ? [] : [`  ${label}: ${text}`]));
}

function timeOf(seal: SignatureReport): string | null {
  if (seal.genTime !== null) return seal.genTime.toISOString();
  return seal.claimedTime === null ? null : `${seal.claimedTime.toISOString()} (claimed, not timestamped)`;
}

function describeEarlier(report: SignatureReport): string {
  const by = nameOf(report.signer) ?? nameOf(report.timestampAuthority) ?? 'unknown signer';
  const verdict = report.code === null ? report.status : `${report.status} (${report.code})`;
  return `${by}: ${verdict}`;
}

function nameOf(subject: CertificateSubject | null): string | null {
  if (subject === null) return null;
  const { commonName, organization, organizationIdentifier } = subject;
  const name = commonName ?? organization;
  return organizationIdentifier === null || name === null ? name : `${name} (${organizationIdentifier})`;
}

/** Names and texts come from the files: no control character reaches the terminal, and none starts a line of its own. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}

const EXPLANATIONS: Readonly<Record<VerdictCode, string>> = {
  'no-signature': 'this file carries no seal',
  'format-not-supported': 'a signature format that is not checked here',
  'algorithm-not-supported': 'an algorithm that is not checked here',
  'too-many-signatures': 'more signatures than are checked',
  'byte-range-malformed': 'the place of the signature was altered',
  'not-whole-document': 'something was added after the seal',
  'signature-malformed': 'the signature cannot be read',
  'digest-mismatch': 'the document was changed after sealing',
  'certificate-identifier-mismatch': 'the certificate was exchanged',
  'signature-invalid': 'the signature does not fit its certificate',
  'timestamp-malformed': 'the timestamp cannot be read',
  'timestamp-imprint-mismatch': 'the timestamp belongs to another signature',
  'timestamp-signature-invalid': 'the timestamp was altered',
  'timestamp-certificate-unfit': 'the timestamp was not made by a timestamping certificate',
  'timestamp-certificate-not-valid': 'the timestamping certificate was not valid then',
  'timestamp-certificate-not-trusted': 'the time was not given by the trusted authority',
  'certificate-unfit': 'the certificate is not one for sealing',
  'certificate-not-valid': 'the certificate was not valid at the time of the seal',
  'certificate-not-trusted': 'the seal was not made under the trusted authority',
};
