/** Errors of HTTP itself; what a capability refuses keeps the capability's own code. */
export type HttpErrorCode =
  | 'invalid-request'
  | 'malformed-body'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'body-interrupted'
  | 'not-acceptable'
  | 'method-not-allowed'
  | 'tus-version-unsupported'
  | 'body-too-slow'
  | 'unsupported-grant-type'
  | 'not-authenticated'
  | 'csrf-token-invalid'
  | 'origin-refused'
  | 'role-insufficient'
  | 'not-found'
  | 'idempotency-key-invalid'
  | 'too-many-requests'
  | 'uploads-busy'
  | 'quota-uploads-at-once';

export interface InvalidPart {
  /** Where: `body.period`, `query.limit`. The value itself is never repeated. */
  readonly path: string;
  readonly code: string;
}

export class HttpError extends Error {
  readonly invalid: readonly InvalidPart[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: HttpErrorCode,
    {
      invalid = [],
      retryAfterSeconds,
      cause,
    }: { invalid?: readonly InvalidPart[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(code, { cause });
    this.name = 'HttpError';
    this.invalid = invalid;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** RFC 9457 problem details; `code` is ours and stable, `detail` carries no personal data. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly invalid?: readonly InvalidPart[];
}
