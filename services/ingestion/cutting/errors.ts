/** Codes of the batch report; each concerns the merged PDF, or the pages of it that were asked for. */
export type PageCutErrorCode =
  /** Also: pages that the file does not have, or that say nothing a page must say. */
  | 'pdf-damaged'
  /** Also with an empty user password. */
  | 'pdf-encrypted'
  /** Larger than configured: bytes, pages, memory, or time for opening or for one cut. */
  | 'over-limit'
  /** The cutting process died on this file again and again. */
  | 'processing-crash';

export class PageCutError extends Error {
  constructor(
    readonly code: PageCutErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'PageCutError';
  }
}
