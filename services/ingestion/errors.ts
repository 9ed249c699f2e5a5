export type IngestionErrorCode =
  | 'batch-not-found'
  /** The reference is known with other metadata. */
  | 'batch-reference-conflict'
  /** Other bytes for a batch that was submitted. */
  | 'batch-already-submitted'
  /** Submit before any content was uploaded whole. */
  | 'batch-without-content'
  /** Confirm what is not a dry run that waits for it. */
  | 'batch-not-proposed'
  /** Too late: agents may see it already. */
  | 'batch-published'
  /** Cancel what failed: nothing of it was deposited, nothing is left to stop. */
  | 'batch-failed'
  | 'period-invalid'
  /** Too much waits to be worked off, over all employers. */
  | 'backlog-full'
  /** The employer's own: batches that have not ended, their bytes, items of a day. */
  | 'quota-open-batches'
  | 'quota-staged-bytes'
  | 'quota-items-per-day'
  | 'upload-too-large'
  | 'upload-empty'
  /** Another upload of the same batch ended while this one was under way: that one stands. */
  | 'upload-overtaken'
  | 'upload-not-found'
  /** The bytes do not begin where the upload ends: ask for its offset. */
  | 'upload-offset-conflict'
  | 'upload-in-too-many-parts'
  | 'item-not-found'
  /** Settled already, being settled, or never in doubt. */
  | 'item-not-quarantined'
  /** The staged content was destroyed: nothing can be shown or deposited from it any more. */
  | 'staging-gone'
  /** There is no such page, or drawing it went beyond a cap. */
  | 'page-not-renderable'
  /** Nobody deposits for themself. */
  | 'self-deposit'
  /** Claim or page contradicts the agent chosen, and nobody said that they saw it. */
  | 'choice-disagrees'
  /** The page names another employer: it is nobody's document here. */
  | 'other-employer-only-reject'
  | 'same-document-exists'
  /** Of patterns, their number or length. */
  | 'over-limit'
  | 'webhook-not-found'
  | 'webhook-delivery-not-found'
  | 'webhook-url-invalid'
  | 'webhook-port-refused'
  /** It, or its name, leads to where the public internet is not. */
  | 'webhook-address-refused'
  | 'webhook-host-unresolved'
  | 'too-many-webhooks'
  /** Nothing is sent to it until it is enabled. */
  | 'webhook-disabled'
  | 'cursor-invalid';

/** A call that cannot be carried out as asked. Nothing was changed. */
export class IngestionError extends Error {
  /** With `backlog-full` and the quotas: when another try makes sense. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: IngestionErrorCode,
    { retryAfterSeconds, ...options }: ErrorOptions & { readonly retryAfterSeconds?: number } = {},
  ) {
    super(code, options);
    this.name = 'IngestionError';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type BatchFailureCode =
  | 'archive-unreadable'
  | 'archive-over-limit'
  /** Not one file in it. */
  | 'archive-empty'
  /** Several: which is meant cannot be known. */
  | 'manifest-ambiguous'
  | 'manifest-encoding'
  | 'manifest-columns'
  | 'manifest-unreadable'
  | 'manifest-over-limit'
  /** A merged PDF as a whole. */
  | 'not-a-pdf'
  | 'pdf-encrypted'
  | 'pdf-damaged'
  | 'pdf-empty'
  | 'pdf-over-limit'
  /** Expanding it crashed three workers, or its text the extractor. */
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
