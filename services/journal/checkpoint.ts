import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import { JournalError } from './errors';
import { parseCheckpointText, type TreeHead, writeCheckpointText } from './verify/checkpoint-text';
import { ED25519_TYPE, hashNoteKey, type NoteKey, openNote } from './verify/signed-note';

/** Signs tree heads as checkpoints (C2SP tlog-checkpoint over signed-note, Ed25519). */
export interface CheckpointSigner {
  /** The log's name: first line of every checkpoint, and name of the key. */
  readonly origin: string;
  /** Verifier key `<origin>+<hash>+<base64>`: what employers and verifiers keep. */
  readonly vkey: string;
  /** The note, ready to publish. */
  sign(head: { readonly size: number; readonly root: Buffer }): string;
  /** The tree head of a note that this key signed for this log, otherwise NULL. */
  open(note: string): TreeHead | null;
}

/** A new log key: Ed25519, PKCS#8 PEM. Whoever holds it can sign another history. */
export function createJournalKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/**
 * @param privateKeyPem as made by {@link createJournalKey}
 * @throws JournalError `key-invalid`
 */
export function createCheckpointSigner(privateKeyPem: string, origin: string): CheckpointSigner {
  if (!/^[^\s+]+$/u.test(origin)) throw new JournalError('key-invalid');
  const privateKey = readPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key: NoteKey = { name: origin, hash: hashNoteKey(origin, raw), publicKey };
  const typed = Buffer.concat([Buffer.from([ED25519_TYPE]), raw]);
  return {
    origin,
    vkey: `${origin}+${key.hash.toString('hex')}+${typed.toString('base64')}`,
    sign: ({ size, root }) => signNote(writeCheckpointText({ origin, size, root }), key, privateKey),
    open(note) {
      const text = openNote(note, key);
      const head = text === null ? null : parseCheckpointText(text);
      return head?.origin === origin ? head : null;
    },
  };
}

/** Text (ending in a newline), a blank line, one signature line (C2SP signed-note). */
export function signNote(text: string, key: Pick<NoteKey, 'name' | 'hash'>, privateKey: KeyObject): string {
  const signature = signBytes(null, Buffer.from(text, 'utf8'), privateKey);
  return `${text}\n\u2014 ${key.name} ${Buffer.concat([key.hash, signature]).toString('base64')}\n`;
}

function readPrivateKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new JournalError('key-invalid', { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new JournalError('key-invalid');
  return key;
}
