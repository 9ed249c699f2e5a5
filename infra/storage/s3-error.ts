import { errorCode } from '../error-code';
import { ObjectStoreError, type ObjectStoreErrorCode } from '../ports/object-store';

/** Answers below 500 that say "later", whatever their status. */
const PASSING = new Set([
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequests',
  'OperationAborted',
  'QuotaExceeded',
]);
const ABSENT = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'InvalidRange']);

/** Whatever the SDK or the connection threw, as the port's closed list of codes. */
export function toObjectStoreError(error: unknown): ObjectStoreError {
  return error instanceof ObjectStoreError ? error : new ObjectStoreError(codeOf(error), { cause: error });
}

export function httpStatus(error: unknown): number | undefined {
  const metadata: unknown = field(error, '$metadata');
  const status = field(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): ObjectStoreErrorCode {
  const status = httpStatus(error);
  const name = field(error, 'name');
  const code = typeof name === 'string' ? name : errorCode(error);
  // No answer: refused, reset, timed out, cut short. An answer that cannot be parsed counts as none.
  if (status === undefined || status < 300 || status >= 500) return 'storage-unavailable';
  if (status === 408 || status === 429 || PASSING.has(code ?? '')) return 'storage-unavailable';
  if (ABSENT.has(code ?? '')) return 'not-found';
  // Wrong credentials, bucket, permission or request: waiting does not help.
  return 'misconfigured';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
