import { mapConcurrently } from '../concurrency';
import type { WorkerIngestionDeps } from '../deps';
import { BatchFailure } from '../errors';
import { PageTextError } from '../page-text/errors';
import type { PageRange } from '../page-text/read-pdf';
import { type PageFault, type PageReading, readPage, unreadPage } from '../split/page-reading';
import type { MergedText } from './merged-text';

/** Texts in memory at once, for each process that reads. Sending the file again costs more than it saves below. */
const PAGES_PER_READING = 100;

/** More such pages are a hostile file: each may take its reader's whole time, or its life. */
const UNREAD_PAGES = 10;

/**
 * What every page says, in their order, read by as many processes as there are. A
 * page that cannot be read is said of that page alone.
 *
 * @throws BatchFailure `pdf-over-limit` where too many pages cannot be read
 */
export async function readMergedPages(
  deps: Pick<WorkerIngestionDeps, 'limits'>,
  text: MergedText,
): Promise<PageReading[]> {
  const ranges: PageRange[] = [];
  for (let first = 1; first <= text.pageCount; first += PAGES_PER_READING) {
    ranges.push({ firstPage: first, lastPage: Math.min(first + PAGES_PER_READING - 1, text.pageCount) });
  }
  const unread = { left: UNREAD_PAGES };
  const read = await mapConcurrently(ranges, deps.limits.pageExtractorProcesses, (range) =>
    readRange(text, range, unread),
  );
  return read.flat();
}

async function readRange(
  text: MergedText,
  range: PageRange,
  unread: { left: number },
): Promise<PageReading[]> {
  try {
    return (await text.read(range)).map(readPage);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    const { firstPage, lastPage } = range;
    if (firstPage === lastPage) {
      unread.left -= 1;
      if (unread.left < 0) {
        throw new BatchFailure('pdf-over-limit', 'too many pages cannot be read', { cause: error });
      }
      return [unreadPage(firstPage, fault)];
    }
    const middle = Math.floor((firstPage + lastPage) / 2);
    return [
      ...(await readRange(text, { firstPage, lastPage: middle }, unread)),
      ...(await readRange(text, { firstPage: middle + 1, lastPage }, unread)),
    ];
  }
}

/** The file was opened before: what fails now is a page of it. */
function faultOf(error: unknown): PageFault | null {
  if (!(error instanceof PageTextError)) return null;
  const { code } = error;
  return code === 'over-limit' || code === 'processing-crash' || code === 'pdf-damaged' ? code : null;
}
