import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { createCheckpointSigner, createJournalKey, signNote } from '../../../services/journal/checkpoint';
import { openCheckpointSigner } from '../../../services/journal/open-signer';
import { parseCheckpointText, writeCheckpointText } from '../../../services/journal/verify/checkpoint-text';
import { openNote, parseNoteKey } from '../../../services/journal/verify/signed-note';
import { emptyRoot } from '../../../services/journal/verify/tree-hash';

/** The example of golang.org/x/mod/sumdb/note, which signs with Ed25519 as C2SP signed-note does. */
const GO_VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const GO_TEXT = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`;
const GO_NOTE = `${GO_TEXT}
\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

function goKey() {
  const key = parseNoteKey(GO_VKEY);
  if (key === null) throw new Error('vector not read');
  return key;
}

describe('signed notes', () => {
  it('opens the published note and gives its text', () => {
    expect(openNote(GO_NOTE, goKey())).toBe(GO_TEXT);
  });

  it('signs the published text to the published note, byte for byte', () => {
    const privateKey = createPrivateKey({
      key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), GO_SEED]),
      format: 'der',
      type: 'pkcs8',
    });
    expect(signNote(GO_TEXT, goKey(), privateKey)).toBe(GO_NOTE);
  });

  it('opens nothing once a letter of the text changed', () => {
    expect(openNote(GO_NOTE.replace('answer', 'Answer'), goKey())).toBeNull();
  });

  it('ignores signatures of unknown keys, and refuses a false one of the known key beside a true one', () => {
    const other = createCheckpointSigner(createJournalKey(), 'witness.example/w');
    const cosigned = GO_NOTE + signLine(other.sign({ size: 1, root: emptyRoot() }));
    expect(openNote(cosigned, goKey())).toBe(GO_TEXT);
    const line = signLine(GO_NOTE);
    const falsified = line.replace('x08go/ZJ', 'x08go/ZK');
    expect(openNote(GO_NOTE + falsified, goKey())).toBeNull();
  });

  it('reads one spelling of a signature only', () => {
    expect(openNote(GO_NOTE.replace('yBwJnAM=', 'yBwJnAN='), goKey())).toBeNull();
  });

  it.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10',
    'PeterNeumann+c74f20a3',
    '',
  ])('%j is no verifier key', (vkey) => {
    expect(parseNoteKey(vkey)).toBeNull();
  });
});

describe('checkpoints (C2SP tlog-checkpoint)', () => {
  it('writes origin, size and root, each on its line, and reads them back', () => {
    const head = { origin: 'coffre.example/journal', size: 20_852_163, root: emptyRoot() };
    const text = writeCheckpointText(head);
    expect(text).toBe('coffre.example/journal\n20852163\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
    expect(parseCheckpointText(text)).toEqual(head);
    expect(parseCheckpointText(`${text}extension\n`)).toEqual(head);
  });

  it.each([
    'a\n1\n',
    'a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'a\n99999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n',
    'a\n1\nAAAA\n',
    '\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ])('%j is no checkpoint', (text) => {
    expect(parseCheckpointText(text)).toBeNull();
  });

  it('signs what its own verifier key opens, and no other key does', () => {
    const signer = createCheckpointSigner(createJournalKey(), 'coffre.example/journal');
    const other = createCheckpointSigner(createJournalKey(), 'coffre.example/journal');
    const note = signer.sign({ size: 7, root: emptyRoot() });
    const key = parseNoteKey(signer.vkey);
    expect(key).not.toBeNull();
    if (key !== null) expect(openNote(note, key)).toBe(note.slice(0, note.indexOf('\n\n') + 1));
    expect(signer.open(note)).toEqual({ origin: 'coffre.example/journal', size: 7, root: emptyRoot() });
    expect(other.open(note)).toBeNull();
  });

  it('opens the signer of a verifier key, and of no other one of the same name', () => {
    const pem = createJournalKey();
    const { vkey } = createCheckpointSigner(pem, 'coffre.example/journal');
    expect(openCheckpointSigner(pem, `${vkey}\n`).vkey).toBe(vkey);
    expect(() => openCheckpointSigner(createJournalKey(), vkey)).toThrow('key-invalid');
    expect(() => openCheckpointSigner(pem, 'no key')).toThrow('key-invalid');
  });

  it('refuses a key that is not Ed25519, and an origin that no checkpoint can carry', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const pem = ec.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => createCheckpointSigner(pem, 'a')).toThrow('key-invalid');
    expect(() => createCheckpointSigner('no pem', 'a')).toThrow('key-invalid');
    expect(() => createCheckpointSigner(createJournalKey(), 'a b')).toThrow('key-invalid');
    expect(() => createCheckpointSigner(createJournalKey(), 'a+b')).toThrow('key-invalid');
  });
});

function signLine(note: string): string {
  return note.slice(note.lastIndexOf('\n\n') + 2);
}
