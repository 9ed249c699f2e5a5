export type SealingErrorCode =
  // The source, as received: nothing makes it sealable as sent.
  /** No PDF header in the first 1024 bytes. */
  | 'not-a-pdf'
  | 'pdf-encrypted'
  /** Truncated, or a structure that does not lead from the trailer to every page. */
  | 'pdf-damaged'
  /** No page. */
  | 'pdf-empty'
  /** More bytes, pages or structure than the limits allow. */
  | 'over-limit'
  // Our key.
  /** Wrong password, no key, or a key that is not the certificate's. */
  | 'seal-key-invalid'
  /** The certificate is not valid at business time. */
  | 'seal-certificate-not-valid'
  // Our own work: the output failed its check and is not handed out.
  | 'seal-check-failed'
  // The timestamp authority.
  /** No answer, not in time, or it asks to come back: retry later, nothing is wrong with the document. */
  | 'tsa-unavailable'
  /** It answered and refused. */
  | 'tsa-rejected'
  /** Not a response, too large, or granted without a readable token. */
  | 'tsa-malformed'
  | 'tsa-imprint-mismatch'
  | 'tsa-nonce-mismatch'
  | 'tsa-nonce-absent'
  | 'tsa-policy-mismatch'
  /** No acceptable timestamping certificate: key usage, ESS identifier, chain or validity. */
  | 'tsa-certificate'
  | 'tsa-signature'
  /** The token's time is further from business time than the tolerance. */
  | 'tsa-time-skew';

/** Messages are codes only: a source's content never reaches a log through them. */
export class SealingError extends Error {
  constructor(
    readonly code: SealingErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'SealingError';
  }
}
