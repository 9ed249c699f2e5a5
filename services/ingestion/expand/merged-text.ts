import type { WorkerIngestionDeps } from '../deps';
import type { Bookmark } from '../page-text/list-bookmarks';
import type { MergedFile } from '../page-text/page-reader';
import type { PageText } from '../page-text/page-text';
import type { PageRange } from '../page-text/read-pdf';

/** A merged PDF whose pages can be read. */
export interface MergedText {
  readonly pageCount: number;
  readonly bookmarks: readonly Bookmark[];
  /** @throws PageTextError */
  read(range: PageRange): Promise<readonly PageText[]>;
}

/** No page has more than a few places of the outline that matter. */
const BOOKMARKS_PER_PAGE = 4;

/**
 * Opens it without reading a page. Each reading opens it again, in whichever
 * extractor process is free.
 *
 * @throws PageTextError for the file as a whole
 */
export async function openMergedText(
  deps: Pick<WorkerIngestionDeps, 'pages' | 'limits'>,
  pdf: Buffer,
): Promise<MergedText> {
  const limits = { maxBytes: deps.limits.mergedPdfBytes, maxPages: deps.limits.pagesPerMergedPdf };
  const whole: MergedFile = { ...limits, bookmarks: BOOKMARKS_PER_PAGE * limits.maxPages };
  const { pageCount, bookmarks } = await deps.pages.read(pdf, { firstPage: 1, lastPage: 0 }, whole);
  return {
    pageCount,
    bookmarks,
    read: async (range) => (await deps.pages.read(pdf, range, { ...limits, bookmarks: 0 })).pages,
  };
}
