import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** pdfsig has looped for minutes on odd files: no judge gets longer than this. */
const JUDGE_MS = 30_000;

/** Trust anchors for the judges, PEM. */
export interface JudgeTrust {
  readonly sealCa: string;
  readonly tsaCa: string;
}

export interface JudgedSignature {
  /** pdfsig: "Signature is Valid." and "Certificate is Trusted." */
  readonly valid: boolean;
  readonly trusted: boolean;
  /** pdfsig: the ranges reach to the end of the file. */
  readonly totalDocument: boolean;
  readonly subFilter: string;
  /** openssl cms -verify -cades over the ByteRange. */
  readonly cades: boolean;
  /** openssl ts -verify over the signature value; NULL where there is no token. */
  readonly timestamp: boolean | null;
}

export interface Judgement {
  readonly qpdfOk: boolean;
  readonly signatures: readonly JudgedSignature[];
  /** What the tools printed, for the message of a failing test. */
  readonly report: string;
}

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Independent verdicts on a signed PDF, from tools that share nothing with the product. */
export async function judgePdf(pdf: Buffer, trust: JudgeTrust): Promise<Judgement> {
  const dir = await mkdtemp(join(tmpdir(), 'coffre-judges-'));
  try {
    const path = await prepareFolder(dir, pdf, trust);
    const qpdf = await run('qpdf', ['--check', path('file.pdf')]);
    const pdfsig = await run('pdfsig', ['-no-ocsp', '-nssdir', `sql:${path('nss')}`, path('file.pdf')]);
    const blocks = pdfsig.output.split(/^Signature #\d+:$/m).slice(1);
    const extracted = extractSignatures(pdf);
    const openssl = await Promise.all(
      extracted.map((signature, index) => judgeCms(signature, path(`cms-${index}`), path)),
    );
    const signatures = extracted.map((_, index) => ({
      ...readPdfsig(blocks[index] ?? ''),
      cades: openssl[index]?.cades ?? false,
      timestamp: openssl[index]?.timestamp ?? null,
    }));
    const report = [qpdf.output, pdfsig.output, ...openssl.map((each) => each.report)].join('\n');
    return { qpdfOk: qpdf.code === 0, signatures, report };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function prepareFolder(dir: string, pdf: Buffer, trust: JudgeTrust) {
  const path = (name: string) => join(dir, name);
  await writeFile(path('file.pdf'), pdf);
  await writeFile(path('seal-ca.pem'), trust.sealCa);
  await writeFile(path('tsa-ca.pem'), trust.tsaCa);
  await mkdir(path('nss'));
  await run('certutil', ['-N', '-d', `sql:${path('nss')}`, '--empty-password']);
  await run('certutil', [
    '-A',
    '-d',
    `sql:${path('nss')}`,
    '-n',
    'CA',
    '-t',
    'C,C,C',
    '-i',
    path('seal-ca.pem'),
  ]);
  return path;
}

function readPdfsig(block: string) {
  return {
    valid: block.includes('Signature is Valid.'),
    trusted: block.includes('Certificate is Trusted.'),
    totalDocument: /^\s*- Total document signed/m.test(block),
    subFilter: /Signature Type: (\S+)/.exec(block)?.[1] ?? '',
  };
}

export interface ExtractedSignature {
  /** The CMS, without the padding of the gap. */
  readonly cms: Buffer;
  /** The signed bytes. */
  readonly content: Buffer;
  readonly range: readonly [number, number, number, number];
}

/** Every signature in the order of the file, by its /ByteRange alone. */
export function extractSignatures(pdf: Buffer): ExtractedSignature[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => {
    const range = [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])] as const;
    const padded = Buffer.from(text.slice(range[1] + 1, range[2] - 1), 'hex');
    const content = Buffer.concat([
      pdf.subarray(range[0], range[0] + range[1]),
      pdf.subarray(range[2], range[2] + range[3]),
    ]);
    return { cms: padded.subarray(0, derLength(padded)), content, range };
  });
}

/** Of the first element, header included. */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  return 2 + octets + bytes.readUIntBE(2, octets);
}

async function judgeCms(signature: ExtractedSignature, base: string, path: (name: string) => string) {
  await writeFile(`${base}.der`, signature.cms);
  await writeFile(`${base}.content`, signature.content);
  const cms = await run('openssl', [
    ...['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', `${base}.der`],
    ...['-content', `${base}.content`, '-CAfile', path('seal-ca.pem'), '-out', '/dev/null'],
  ]);
  const ts = await judgeTimestamp(base, path('tsa-ca.pem'), signature.cms);
  return {
    cades: cms.code === 0 && cms.output.includes('CAdES Verification successful'),
    timestamp: ts?.verified ?? null,
    report: `${cms.output}\n${ts?.report ?? 'no timestamp'}`,
  };
}

async function judgeTimestamp(base: string, ca: string, cms: Buffer) {
  const { output: tree } = await run('openssl', ['asn1parse', '-inform', 'DER', '-in', `${base}.der`]);
  const lines = tree.split('\n');
  const at = lines.findIndex((line) => line.includes('id-smime-aa-timeStampToken'));
  if (at < 0) return null;
  // The signature value is the last OCTET STRING before the unsigned attributes.
  const value = lines.slice(0, at).findLast((line) => line.includes('OCTET STRING'));
  await writeFile(`${base}.token`, sliceOf(cms, lines[at + 2]).whole);
  await writeFile(`${base}.value`, sliceOf(cms, value).content);
  const { code, output } = await run('openssl', [
    ...['ts', '-verify', '-token_in', '-in', `${base}.token`],
    ...['-data', `${base}.value`, '-CAfile', ca],
  ]);
  return { verified: code === 0 && output.includes('Verification: OK'), report: output };
}

/** The element that a line of `openssl asn1parse` speaks of. */
function sliceOf(der: Buffer, line: string | undefined): { whole: Buffer; content: Buffer } {
  const parts = /^\s*(\d+):d=\d+\s+hl=(\d+)\s+l=\s*(\d+)/.exec(line ?? '');
  if (parts === null) throw new Error('unexpected asn1parse output');
  const start = Number(parts[1]);
  const content = start + Number(parts[2]);
  const end = content + Number(parts[3]);
  return { whole: der.subarray(start, end), content: der.subarray(content, end) };
}

/** Output of both streams; a tool that hangs or is missing fails its caller. */
export function run(command: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = { timeout: JUDGE_MS, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const code = error?.code ?? 0;
      if (error !== null && (error.killed || typeof code !== 'number')) reject(error);
      else resolve({ code: Number(code), output: `${stdout}${stderr}` });
    });
  });
}
