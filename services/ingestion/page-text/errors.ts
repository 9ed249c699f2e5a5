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

export class PageTextError extends Error {
  constructor(
    readonly code: PageTextErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'PageTextError';
  }
}
