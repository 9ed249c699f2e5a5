export type JournalErrorCode =
  /** The database holds the log of another origin. */
  | 'origin-mismatch'
  /** The newest published checkpoint does not carry this log's signature. */
  | 'checkpoint-invalid'
  /** Fewer leaves or tiles than were already published or given an index. */
  | 'log-truncated'
  /** Tiles, leaves and newest checkpoint are not one tree that only grew. */
  | 'tree-inconsistent'
  /** No such entry, or not one that the caller may see. */
  | 'entry-not-found'
  /** The entry is not under a signed tree head yet: ask again. */
  | 'not-yet-published'
  /** Not an Ed25519 private key, not that of the verifier key, or a name that no checkpoint can carry. */
  | 'key-invalid';

export class JournalError extends Error {
  constructor(
    readonly code: JournalErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'JournalError';
  }
}
