import type { PageTextErrorCode } from './errors';
import type { Bookmark } from './list-bookmarks';
import type { PageText } from './page-text';
import type { PageRange, PdfLimits } from './read-pdf';

/** To the extractor process: one document at a time. */
export interface ReadRequest {
  readonly pdf: Uint8Array;
  readonly limits: PdfLimits;
  /** All pages where absent. */
  readonly range?: PageRange;
  /** Places of the outline to tell, at most; none where absent. */
  readonly bookmarks?: number;
}

/** From it. Each message shows that it still works: silence is a hang. */
export type ExtractorMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly pageCount: number; readonly bookmarks: readonly Bookmark[] }
  | { readonly kind: 'page'; readonly page: PageText }
  /** `spent`: this process shall read no other document. */
  | { readonly kind: 'done'; readonly spent: boolean }
  | { readonly kind: 'failed'; readonly code: PageTextErrorCode; readonly spent: boolean };
