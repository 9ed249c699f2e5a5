import type { CorrectionFault } from './corrections';

export type VaultErrorCode =
  /** Not there, or not for this actor: the two are never told apart. */
  | 'document-not-found'
  /** The stored object does not decrypt to what its row pins. */
  | 'document-damaged'
  /** The journal has not published the entry yet: ask again shortly. */
  | 'proof-not-ready'
  /** Why one document is not said to replace another. */
  | Exclude<CorrectionFault, 'correction-unknown' | 'correction-ambiguous'>
  | 'correction-exists'
  | 'correction-not-earlier'
  /** Nobody decides on their own documents. */
  | 'self-deposit'
  | 'cursor-invalid';

export class VaultError extends Error {
  constructor(
    readonly code: VaultErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'VaultError';
  }
}
