import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Ed25519 in a signed note (C2SP signed-note, "Signature types"). */
export const ED25519_TYPE = 0x01;
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** DER head of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 key bytes follow. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A verifier key: `<name>+<hash>+<base64 of type and key>` (C2SP signed-note). */
export interface NoteKey {
  readonly name: string;
  readonly hash: Buffer;
  readonly publicKey: KeyObject;
}

/** A signature line, not verified yet. */
export interface NoteSignature {
  readonly name: string;
  readonly hash: Buffer;
  readonly signature: Buffer;
}

/** NULL when the text is no Ed25519 verifier key or its hash is not that of its key. */
export function parseNoteKey(vkey: string): NoteKey | null {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(vkey.trim());
  const [, name, hexHash, encoded] = match ?? [];
  if (name === undefined || hexHash === undefined || encoded === undefined) return null;
  const typed = decodeBase64(encoded);
  if (typed?.length !== 33 || typed[0] !== ED25519_TYPE) return null;
  const hash = hashNoteKey(name, typed.subarray(1));
  if (hash.toString('hex') !== hexHash) return null;
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, typed.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return { name, hash, publicKey };
}

/** First four bytes of SHA-256(name || LF || type || key). */
export function hashNoteKey(name: string, rawPublicKey: Buffer): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ED25519_TYPE]))
    .update(rawPublicKey)
    .digest()
    .subarray(0, 4);
}

/** The text of a note, final newline included, and what stands below it; NULL when it is no note. */
export function splitNote(note: string): { text: string; signatures: NoteSignature[] } | null {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) return null;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return null;
    const bytes = decodeBase64(encoded);
    if (bytes === null) return null;
    signatures.push({ name, hash: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/** NULL for a second spelling of the same bytes: a note has one. */
function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/**
 * The signed text, or NULL unless a signature of this key verifies. Signatures
 * of other keys (witnesses) are ignored, as the specification asks.
 */
export function openNote(note: string, key: NoteKey): string | null {
  const parts = splitNote(note);
  const own = parts?.signatures.filter((line) => line.name === key.name && line.hash.equals(key.hash)) ?? [];
  if (parts === null || own.length === 0) return null;
  const signed = Buffer.from(parts.text, 'utf8');
  return own.every((line) => verify(null, signed, key.publicKey, line.signature)) ? parts.text : null;
}
