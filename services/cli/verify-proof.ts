import { createHash } from 'node:crypto';
import { isRecord } from '../journal/verify/proof-file';
import { type BrokenLink, type ProofVerdict, verifyProofFile } from '../journal/verify/verify-proof-file';

/** A proof file's verdict, in the words and exit codes of `coffre verify`. */
export interface ProofReport {
  readonly status: 'verified' | 'issuer-not-checked' | 'broken' | 'cannot-tell';
  readonly lines: readonly string[];
}

/**
 * Judges the journal proof of one of the PDFs that were given beside it.
 *
 * @param vkey of the log, from outside; NULL where none is known
 */
export function verifyProof(
  name: string,
  content: string,
  pdfs: readonly Buffer[],
  vkey: string | null,
): ProofReport {
  const proof = parse(content);
  const pdf = pdfs.find((candidate) => sha256(candidate) === claimedDigest(proof));
  if (proof !== null && claimedDigest(proof) !== null && pdf === undefined) {
    return { status: 'cannot-tell', lines: [`${name}: cannot tell (the PDF it is about was not given)`] };
  }
  const verdict = verifyProofFile(proof, pdf ?? Buffer.alloc(0), vkey);
  return verdict.state === 'broken'
    ? { status: 'broken', lines: [`${name}: BROKEN (${verdict.link}: ${EXPLANATIONS[verdict.link]})`] }
    : { status: verdict.state, lines: describe(name, verdict) };
}

function describe(name: string, verdict: Exclude<ProofVerdict, { state: 'broken' }>): string[] {
  const { head, entries } = verdict;
  const headline =
    verdict.state === 'verified'
      ? 'verified: the journal holds the deposit of this file'
      : 'intact, log not checked: give journal.vkey with --trust DIR';
  return [
    `${name}: ${headline}`,
    `  log: ${head.origin}, ${head.size} entries under the checkpoint`,
    ...entries.map(
      ({ index, payload }) => `  entry ${index}: ${String(payload.action)} at ${String(payload.at)}`,
    ),
  ];
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Not JSON: no proof file, which is what the verifier says of NULL.
    return null;
  }
}

function claimedDigest(proof: unknown): string | null {
  if (!isRecord(proof) || !isRecord(proof.document)) return null;
  return typeof proof.document.sha256 === 'string' ? proof.document.sha256 : null;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const EXPLANATIONS: Readonly<Record<BrokenLink, string>> = {
  'proof-format': 'this is no proof file of a known version',
  'document-digest': 'the proof is about another file',
  'trusted-key-format': 'journal.vkey holds no verifier key',
  'checkpoint-format': 'the checkpoint cannot be read',
  'checkpoint-signature': 'the checkpoint was not signed by the trusted log',
  'checkpoint-origin': 'the checkpoint is that of another log',
  'entry-payload': 'an entry was altered',
  'entry-log': 'an entry belongs to another log',
  'entry-inclusion': 'an entry is not in the log',
  'entry-document': 'the entries do not state the deposit of this file',
};
