/** What ends a push, beside the codes that the API answers with and that pass through unchanged. */
export type PushErrorCode =
  /** No readable file, or an empty one. */
  | 'file-unreadable'
  | 'file-empty'
  /** It is not what was hashed at the start, or what the server holds is not what was sent. */
  | 'content-differs'
  | 'secret-unreadable'
  /** The credentials are another employer's. */
  | 'employer-differs'
  | 'server-unreachable'
  /** An answer that this version cannot read, or a redirection: credentials are sent nowhere else. */
  | 'answer-unreadable'
  /** The reference was pushed for good already: nothing can be tried. */
  | 'dry-run-too-late'
  | 'batch-failed'
  | 'batch-cancelled'
  /** It goes on at the server; we stopped waiting. */
  | 'not-finished'
  | 'report-unwritable'
  | 'state-unreadable'
  | 'state-unwritable'
  | 'trust-unreadable'
  /** The log's key is not the one kept, or given. */
  | 'log-key-changed'
  /** The tree head is not signed by that key. */
  | 'log-signature-invalid'
  /** Fewer entries than we have seen. */
  | 'log-shrunk'
  /** Not the log that we have seen, with more behind it. */
  | 'log-forked';

/** Why a push failed. `detail` is for people: no secret, no personal data. */
export class PushError extends Error {
  constructor(
    /** One of {@link PushErrorCode}, or a problem code of the API. */
    readonly code: string,
    readonly detail: string | null = null,
    options?: ErrorOptions,
    /** Of the answer that said so; NULL where it is an error of our own. */
    readonly status: number | null = null,
  ) {
    super(detail === null ? code : `${code}: ${detail}`, options);
    this.name = 'PushError';
  }
}

/** An error of our own, of a code that is checked. */
export function failure(code: PushErrorCode, detail: string | null = null, cause?: unknown): PushError {
  return new PushError(code, detail, cause === undefined ? undefined : { cause });
}

/** What may pass by itself: a cut, an overload, a restart. Never shown to anybody as it is. */
export class TransientFault extends Error {
  constructor(
    /** Short and without data: a status or an error code of the system. */
    readonly what: string,
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(what, options);
    this.name = 'TransientFault';
  }
}
