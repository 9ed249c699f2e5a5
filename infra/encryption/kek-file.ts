import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../error-code';
import type { KekPurpose } from '../ports/key-ring';
import { PrivateFileError, type PrivateFileErrorCode, readPrivateFile } from '../private-file';
import { deriveKey, KEY_BYTES } from './derive-key';

/** A key-encryption key. */
export interface Kek {
  /** 16 hex digits, derived from the key: what a wrapped key names. */
  readonly id: string;
  /** Business time of creation, RFC 3339. For people: the order in the file decides. */
  readonly createdAt?: string | undefined;
  readonly key: Buffer;
}

/** Oldest first: the last of a purpose wraps, any of it unwraps. */
export type KekSet = Readonly<Record<KekPurpose, readonly Kek[]>>;

export type KekFileErrorCode =
  | 'kek-file-missing'
  | 'kek-file-exists'
  | 'kek-file-exposed'
  | 'kek-file-invalid';

export class KekFileError extends Error {
  constructor(
    readonly code: KekFileErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'KekFileError';
  }
}

const kekSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  createdAt: z.iso.datetime().optional(),
  key: z.base64(),
});
const keksSchema = z.array(kekSchema);
const kekFileSchema = z.strictObject({
  version: z.literal(1),
  agent: keksSchema,
  employer: keksSchema,
  staging: keksSchema,
  journal: keksSchema,
  credentials: keksSchema,
});

type KekFile = z.infer<typeof kekFileSchema>;

/**
 * Writes a file with one fresh KEK per purpose: mode 0600, durable once
 * returned, complete or absent after a crash. Never overwrites: a KEK lost is
 * every document of its purpose lost. Throws `kek-file-exists`.
 */
export function createKekFile(path: string, createdAt?: Date): void {
  const keks = (): KekFile['agent'] => {
    const key = randomBytes(KEY_BYTES);
    return [{ id: kekId(key), createdAt: createdAt?.toISOString(), key: key.toString('base64') }];
  };
  const content: KekFile = {
    version: 1,
    agent: keks(),
    employer: keks(),
    staging: keks(),
    journal: keks(),
    credentials: keks(),
  };
  writeOnce(path, `${JSON.stringify(content, null, 2)}\n`);
}

/** Throws `kek-file-missing`, `kek-file-exposed` (others may read it) or `kek-file-invalid`. */
export function loadKekFile(path: string): KekSet {
  const content = parseKekFile(readKeks(path));
  return {
    agent: content.agent.map(toKek),
    employer: content.employer.map(toKek),
    staging: content.staging.map(toKek),
    journal: content.journal.map(toKek),
    credentials: content.credentials.map(toKek),
  };
}

function parseKekFile(text: string): KekFile {
  try {
    return kekFileSchema.parse(JSON.parse(text));
  } catch {
    // No cause: a parser's message quotes the text, and the text is keys.
    throw new KekFileError('kek-file-invalid');
  }
}

/** The id is recomputed, so that a damaged key is noticed at start and not at the first unwrap. */
function toKek({ id, createdAt, key: text }: KekFile['agent'][number]): Kek {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || kekId(key) !== id) throw new KekFileError('kek-file-invalid');
  return { id, createdAt, key };
}

function kekId(key: Buffer): string {
  return deriveKey(key, 'wrap').id.toString('hex');
}

function readKeks(path: string): string {
  try {
    return readPrivateFile(path).toString('utf8');
  } catch (error) {
    throw new KekFileError(error instanceof PrivateFileError ? REFUSALS[error.code] : 'kek-file-invalid', {
      cause: error,
    });
  }
}

const REFUSALS: Readonly<Record<PrivateFileErrorCode, KekFileErrorCode>> = {
  'private-file-missing': 'kek-file-missing',
  'private-file-exposed': 'kek-file-exposed',
  'private-file-unreadable': 'kek-file-invalid',
};

/** link() fails on an existing name, where rename() would replace it. */
function writeOnce(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    throw errorCode(error) === 'EEXIST' ? new KekFileError('kek-file-exists', { cause: error }) : error;
  } finally {
    closeSync(file);
    unlinkSync(draft);
  }
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
