import { z } from 'zod';
import { HttpError, type InvalidPart } from './problem';

/**
 * @param place `params`, `query` or `body`: where the caller finds what is wrong
 * @throws {HttpError} `invalid-request`, naming places and rules, never values
 */
export function validate(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HttpError('invalid-request', {
    invalid: parsed.error.issues.slice(0, 20).map((issue) => describe(issue, value, place)),
  });
}

function describe(issue: z.core.$ZodIssue, value: unknown, place: string): InvalidPart {
  // A long name of a field was chosen by the caller: only its place is told.
  const path = [place, ...issue.path.map(String).map((part) => (part.length > 40 ? '…' : part))].join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return { path, code: 'unknown-field' };
    case 'too_small':
    case 'too_big':
      return { path, code: 'out-of-range' };
    case 'invalid_type':
      return { path, code: valueAt(value, issue.path) === undefined ? 'missing' : 'wrong-type' };
    default:
      return { path, code: 'wrong-form' };
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
