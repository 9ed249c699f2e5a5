import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createCheckpointSigner, createJournalKey, signNote } from '../../../services/journal/checkpoint';
import { CompactTree, inclusionRanges } from '../../../services/journal/merkle';
import { commitToEntry, deriveEntrySalt, toCanonicalJson } from '../../../services/journal/verify/commitment';
import { buildProofFile, type ProofFile } from '../../../services/journal/verify/proof-file';
import { parseNoteKey } from '../../../services/journal/verify/signed-note';
import { hashLeaf } from '../../../services/journal/verify/tree-hash';
import { verifyProofFile } from '../../../services/journal/verify/verify-proof-file';

const ORIGIN = 'coffre.example/journal';
const signerPem = createJournalKey();
const signer = createCheckpointSigner(signerPem, ORIGIN);
const pdf = Buffer.from('%PDF-1.7 sealed');
const sealedSha256 = createHash('sha256').update(pdf).digest();
const saltKey = randomBytes(32);

function payload(changes: object = {}, document: object = {}): object {
  return {
    version: 1,
    log: ORIGIN,
    entry: 'e1',
    action: 'deposit',
    outcome: 'done',
    document: { id: 'd1', sealedSha256: sealedSha256.toString('hex'), ...document },
    ...changes,
  };
}

/** A proof file over a log of `size` leaves that really holds these payload texts, from index 3 on. */
function prove(texts: [string, ...string[]], size = 11): ProofFile {
  const salts = texts.map((_, n) => deriveEntrySalt(saltKey, `entry ${n}`));
  const leaves = Array.from({ length: size }, (_, index) => {
    const text = texts[index - 3];
    const salt = salts[index - 3];
    return hashLeaf(text === undefined || salt === undefined ? randomBytes(32) : commitToEntry(salt, text));
  });
  const rootOf = (from: number, to: number): Buffer => {
    const tree = new CompactTree();
    for (const leaf of leaves.slice(from, to)) tree.append(leaf);
    return tree.root();
  };
  const checkpoint = signer.sign({ size, root: rootOf(0, size) });
  const [first, ...others] = texts.map((text, n) => ({
    payload: text,
    salt: salts[n] ?? Buffer.alloc(0),
    index: n + 3,
    treeSize: size,
    proof: inclusionRanges(n + 3, size).map(({ from, to }) => rootOf(from, to)),
    checkpoint,
  }));
  if (first === undefined) throw new Error('unreachable');
  return buildProofFile(sealedSha256, [first, ...others]);
}

const deposit = toCanonicalJson(payload());
const link = (proof: unknown, vkey: string | null = signer.vkey, bytes = pdf) => {
  const verdict = verifyProofFile(proof, bytes, vkey);
  return verdict.state === 'broken' ? verdict.link : verdict.state;
};

describe('verifyProofFile', () => {
  it('verifies a deposit of this PDF, and later operations on it beside', () => {
    const read = toCanonicalJson(payload({ action: 'read' }, { sealedSha256: undefined }));
    expect(link(prove([deposit]))).toBe('verified');
    expect(link(prove([deposit, read]))).toBe('verified');
  });

  it('gives at most "issuer not checked" without a key from outside', () => {
    expect(link(prove([deposit]), null)).toBe('issuer-not-checked');
  });

  it.each([
    ['document-digest', prove([deposit]), signer.vkey, Buffer.from('%PDF-1.7 other')],
    ['trusted-key-format', prove([deposit]), 'no key', pdf],
    ['checkpoint-signature', prove([deposit]), createCheckpointSigner(createJournalKey(), ORIGIN).vkey, pdf],
  ] as const)('names %s', (expected, proof, vkey, bytes) => {
    expect(link(proof, vkey, bytes)).toBe(expected);
  });

  it('does not take a checkpoint of another log, though the trusted key may sign notes of that name', () => {
    const proof = prove([deposit]);
    expect(link({ ...proof, checkpoint: proof.checkpoint.replace(ORIGIN, 'other.example/log') })).toBe(
      'checkpoint-signature',
    );
    expect(link({ ...proof, checkpoint: 'nothing' })).toBe('checkpoint-format');
    const key = parseNoteKey(signer.vkey);
    if (key === null) throw new Error('unreachable');
    const text = proof.checkpoint
      .slice(0, proof.checkpoint.indexOf('\n\n') + 1)
      .replace(ORIGIN, 'other.example/log');
    const checkpoint = signNote(text, key, createPrivateKey(signerPem));
    expect(link({ ...proof, checkpoint })).toBe('checkpoint-origin');
  });

  it('takes only canonical payloads of version 1 of the same log', () => {
    expect(link(prove([JSON.stringify(payload())]))).toBe('entry-payload');
    expect(link(prove([deposit.replace('{', '{"action":"read",')]))).toBe('entry-payload');
    expect(link(prove(['no json']))).toBe('entry-payload');
    expect(link(prove([`${'['.repeat(200_000)}${']'.repeat(200_000)}`]))).toBe('entry-payload');
    expect(link(prove([toCanonicalJson(payload({ version: 2 }))]))).toBe('entry-payload');
    expect(link(prove([toCanonicalJson(payload({ log: 'other' }))]))).toBe('entry-log');
  });

  it('takes no entry but at its place with its salt', () => {
    const proof = prove([deposit]);
    const [entry] = proof.entries;
    if (entry === undefined) throw new Error('unreachable');
    for (const change of [
      { index: 4 },
      { index: -1 },
      { index: 11 },
      { salt: '00'.repeat(32) },
      { proof: [] },
      { proof: [...entry.proof, '00'.repeat(32)] },
      { proof: [...entry.proof].reverse() },
      { payload: deposit.replace('"e1"', '"e2"') },
    ]) {
      expect(link({ ...proof, entries: [{ ...entry, ...change }] })).toBe('entry-inclusion');
    }
  });

  it('takes no proof without a completed deposit of exactly these bytes', () => {
    const cases = [
      payload({ action: 'read' }),
      payload({ outcome: 'refused' }),
      payload({}, { sealedSha256: '00'.repeat(32) }),
      payload({}, { sealedSha256: undefined }),
      payload({ document: undefined }),
      payload({ document: 'd1' }),
    ];
    for (const value of cases) expect(link(prove([toCanonicalJson(value)]))).toBe('entry-document');
    const ofOther = toCanonicalJson(payload({ action: 'read' }, { id: 'd2' }));
    expect(link(prove([deposit, ofOther]))).toBe('entry-document');
    const replaced = toCanonicalJson(payload({ action: 'control' }, { sealedSha256: '00'.repeat(32) }));
    expect(link(prove([deposit, replaced]))).toBe('entry-document');
  });

  it.each([
    null,
    [],
    {},
    'text',
    { ...prove([deposit]), version: 2 },
    { ...prove([deposit]), format: 'other' },
    { ...prove([deposit]), entries: [] },
    { ...prove([deposit]), entries: [null] },
    { ...prove([deposit]), entries: [{ ...prove([deposit]).entries[0], index: 1.5 }] },
    { ...prove([deposit]), entries: [{ ...prove([deposit]).entries[0], salt: 'AA'.repeat(32) }] },
    { ...prove([deposit]), document: { sha256: 'short' } },
    { ...prove([deposit]), checkpoint: 7 },
  ])('is no proof file: %#', (value) => {
    expect(link(value)).toBe('proof-format');
  });

  it('answers with a verdict, never a throw, and never "verified", whatever one character becomes', () => {
    const text = JSON.stringify(prove([deposit]));
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.string({ minLength: 1, maxLength: 2 }), (at, by) => {
        const changed = text.slice(0, at) + by + text.slice(at + 1);
        let value: unknown;
        try {
          value = JSON.parse(changed);
        } catch {
          return;
        }
        if (JSON.stringify(value) === text) return;
        expect(verifyProofFile(value, pdf, signer.vkey).state).toBe('broken');
      }),
      { numRuns: 1_000 },
    );
  });
});
