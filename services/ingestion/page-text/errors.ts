/** Codes of the batch report; each concerns the one document that was read. */
export type PageTextErrorCode =
  | 'not-a-pdf'
  | 'pdf-encrypted'
  | 'pdf-damaged'
  | 'pdf-empty'
  /** Larger than configured: bytes, pages, text of a page, or time for a page. */
  | 'over-limit'
  /** The reading process died on this document, its memory cap included. */
  | 'processing-crash';

/** The reader itself is not to be had: closing down, or it cannot be started. No document is at fault. */
export class PageReaderUnavailableError extends Error {
  readonly code = 'page-reader-unavailable';
  constructor(options?: ErrorOptions) {
    super('page-reader-unavailable', options);
    this.name = 'PageReaderUnavailableError';
  }
}

export class PageTextError extends Error {
  constructor(
    readonly code: PageTextErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'PageTextError';
  }
}
