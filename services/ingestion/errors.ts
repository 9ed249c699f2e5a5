export type IngestionErrorCode =
  | 'batch-not-found'
  /** The reference is known with other metadata. */
  | 'batch-reference-conflict'
  /** Other bytes for a batch that was submitted. */
  | 'batch-already-submitted'
  /** Submit before any content was uploaded whole. */
  | 'batch-without-content'
  | 'period-invalid'
  | 'upload-too-large'
  | 'upload-empty'
  /** Another upload of the same batch ended while this one was under way: that one stands. */
  | 'upload-overtaken'
  | 'cursor-invalid';

/** A call that cannot be carried out as asked. Nothing was changed. */
export class IngestionError extends Error {
  constructor(
    readonly code: IngestionErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'IngestionError';
  }
}

export type BatchFailureCode =
  | 'archive-unreadable'
  | 'archive-over-limit'
  | 'manifest-missing'
  | 'manifest-encoding'
  | 'manifest-columns'
  | 'manifest-unreadable'
  | 'manifest-over-limit'
  /** Expanding it crashed three workers. */
  | 'processing-crash';

/** The container or its manifest cannot be read: the whole batch fails, nothing of it was deposited. */
export class BatchFailure extends Error {
  constructor(
    readonly code: BatchFailureCode,
    /** Where, without what: a line number, a column's expected name. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'BatchFailure';
  }
}
