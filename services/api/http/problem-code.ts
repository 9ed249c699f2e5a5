import { CipherError } from '../../../infra/ports/cipher';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import { DatabaseUnavailableError } from '../../../infra/ports/unit-of-work';
import { DirectoryError } from '../../directory/errors';
import { IdentityError } from '../../identity/errors';
import { IngestionError } from '../../ingestion/errors';
import { JournalError } from '../../journal/errors';
import { VerifierError } from '../../sealing/verify/verifier-error';
import { VaultError } from '../../vaults/errors';
import { HttpError } from './problem';
import { isProblemCode, PROBLEMS, type ProblemCode } from './problem-table';

/** The classes whose codes are meant for callers. Another error's `code` is an accident (ENOENT, 23505). */
const SPEAKING = [
  HttpError,
  DirectoryError,
  IdentityError,
  IngestionError,
  JournalError,
  VaultError,
  VerifierError,
  DatabaseUnavailableError,
];

/** What a caller is told of an error; null: nothing but that there was one. */
export function problemCodeOf(error: unknown): ProblemCode | null {
  if (SPEAKING.some((known) => error instanceof known)) {
    const { code } = error as InstanceType<(typeof SPEAKING)[number]>;
    return isProblemCode(code) ? code : null;
  }
  if (error instanceof ObjectStoreError && error.code === 'storage-unavailable') return error.code;
  if (error instanceof CipherError && error.code === 'key-unavailable') return error.code;
  // A path that does not decode, from the router itself.
  if (error instanceof URIError) return 'not-found';
  return null;
}

/** That somebody asked for what is not theirs, whether it exists or not. */
export function isAccessRefusal(code: ProblemCode | null): code is ProblemCode {
  return code !== null && (code === 'role-insufficient' || PROBLEMS[code][0] === 404);
}
