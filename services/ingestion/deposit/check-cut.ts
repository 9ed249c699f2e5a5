import type { EmployerRecords } from '../../directory/employer-records';
import type { WorkerIngestionDeps } from '../deps';
import { textKey } from '../matching/text-key';
import { PageTextError } from '../page-text/errors';

/**
 * Whether a slip cut out of a merged PDF says what was matched. Two programs read
 * that file, one its text, the other its pages: should a damaged page tree ever make
 * them disagree on which page is which, a slip would reach the wrong vault.
 *
 * @param textDigest of what was matched
 */
export async function saysWhatWasMatched(
  deps: Pick<WorkerIngestionDeps, 'pages'>,
  records: EmployerRecords,
  textDigest: Buffer,
  slip: Buffer,
): Promise<boolean> {
  const key = await readTextKey(deps, slip);
  return key !== null && records.index('page-text', key.toString('hex')).equals(textDigest);
}

async function readTextKey(
  { pages }: Pick<WorkerIngestionDeps, 'pages'>,
  slip: Buffer,
): Promise<Buffer | null> {
  try {
    return textKey((await pages.read(slip)).pages);
  } catch (error) {
    // The pages were read before; of a slip that cannot be, a person decides.
    if (error instanceof PageTextError) return null;
    throw error;
  }
}
