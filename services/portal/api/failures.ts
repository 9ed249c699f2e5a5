import type { Problem } from './schema';

/** The API answered, and said no: `code` decides what people are told. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** Where the parts that are not as documented stand: `body.login`. */
  readonly invalid: NonNullable<Problem['invalid']>;
  /** Of a file that was sent. */
  readonly line: number | null;
  readonly columns: readonly string[];

  constructor(status: number, problem: Partial<Problem>, retryAfterSeconds: number | null) {
    super(problem.code ?? `http-${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = problem.code ?? `http-${status}`;
    this.requestId = problem.requestId ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
    this.invalid = problem.invalid ?? [];
    this.line = problem.line ?? null;
    this.columns = problem.columns ?? [];
  }
}

/** No answer came: no network, or the server is gone. Whether a change was made is not known. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswer';
  }
}

/** The person chose to leave instead of signing in again. */
export class SessionLeft extends Error {
  constructor() {
    super('session left');
    this.name = 'SessionLeft';
  }
}

export function isProblem(error: unknown, ...codes: readonly string[]): error is ApiProblem {
  return error instanceof ApiProblem && codes.includes(error.code);
}

/** A read that may go well in a moment. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof ApiProblem && error.status === 503);
}
