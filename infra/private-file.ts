import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { errorCode } from './error-code';

/**
 * - `private-file-missing`
 * - `private-file-exposed`: others than its owner may read or write it
 * - `private-file-unreadable`
 */
export type PrivateFileErrorCode =
  | 'private-file-missing'
  | 'private-file-exposed'
  | 'private-file-unreadable';

/** Names the file, which is configuration, never what is in it. */
export class PrivateFileError extends Error {
  constructor(
    readonly code: PrivateFileErrorCode,
    path: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${path}`, options);
    this.name = 'PrivateFileError';
  }
}

/**
 * Reads a key or a password. Its owner alone may have rights on it, no group:
 * programs of one installation share a group more easily than a user.
 *
 * @throws {PrivateFileError}
 */
export function readPrivateFile(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    throw new PrivateFileError(missing ? 'private-file-missing' : 'private-file-unreadable', path, {
      cause: error,
    });
  }
  try {
    // Of the open file: the name may lead to another one by now.
    if ((fstatSync(file).mode & 0o077) !== 0) throw new PrivateFileError('private-file-exposed', path);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
