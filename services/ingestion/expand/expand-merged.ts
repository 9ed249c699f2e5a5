import { fence, type Lease, requireRunning } from '../chunks/lease';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { BatchFailure } from '../errors';
import { parseClaim } from '../items/claim';
import { readFile } from '../items/read-file';
import { PageTextError } from '../page-text/errors';
import type { PageReading } from '../split/page-reading';
import { planByIndex } from '../split/plan-by-index';
import { planSlips } from '../split/plan-slips';
import { readIndex } from '../split/read-index';
import type { StagedReader } from '../staging/read-staged';
import { findMergedPdf } from './find-merged-pdf';
import { type MergedText, openMergedText } from './merged-text';
import { readMergedPages } from './read-merged-pages';
import type { ItemTarget } from './record-items';
import { type ClaimedSlip, recordIgnoredPages, recordSlips, type SplitFile } from './record-slips';

/** Items per transaction. */
const GROUP_SIZE = 1000;

/**
 * A merged PDF → one item per slip. Its text is read once, here; what each slip
 * says is kept sealed with it, so that matching does not read it again. The pages
 * themselves stay where they are until the deposit cuts them out.
 *
 * @throws BatchFailure
 */
export async function expandMergedPdf(
  deps: WorkerIngestionDeps,
  lease: Lease,
  target: ItemTarget,
  reader: StagedReader,
): Promise<void> {
  const { of, index } = await findMergedPdf(deps, reader);
  const text = await openText(deps, await readFile(reader, of));
  const pages = await readMergedPages(deps, text);
  const plan =
    index === null ? withoutClaims(planSlips(pages, text.bookmarks)) : planClaimed(index, pages, deps.limits);
  const file: SplitFile = { of, pages, ...plan };
  for (let from = 0; from < file.slips.length; from += GROUP_SIZE) {
    await deps.uow.run(SYSTEM, async (tx) => {
      await fence(tx, lease);
      await recordSlips(tx, target, file, [from, from + GROUP_SIZE]);
    });
  }
  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    await recordIgnoredPages(tx, lease.batchId, file.ignored);
  });
}

type Plan = Pick<SplitFile, 'slips' | 'ignored'>;

async function openText(deps: WorkerIngestionDeps, pdf: Buffer): Promise<MergedText> {
  try {
    return await openMergedText(deps, pdf);
  } catch (error) {
    if (!(error instanceof PageTextError)) throw error;
    const code = error.code === 'over-limit' ? 'pdf-over-limit' : error.code;
    throw new BatchFailure(code, 'the merged PDF cannot be opened', { cause: error });
  }
}

function withoutClaims({ slips, ignored }: ReturnType<typeof planSlips>): Plan {
  return { slips: slips.map((slip) => ({ ...slip, claim: null })), ignored };
}

function planClaimed(
  index: Buffer,
  pages: readonly PageReading[],
  limits: WorkerIngestionDeps['limits'],
): Plan {
  const rows = readIndex(index, limits.pagesPerMergedPdf);
  const plan = planByIndex(pages, rows);
  const claimed = rows.flatMap(({ claim: row }, at): ClaimedSlip[] => {
    const slip = plan.rows[at];
    if (slip === undefined) throw new Error('row of the index without a plan');
    const { claim, flaw } = parseClaim(row, limits.manifestFieldCharacters);
    const rejected =
      flaw === null ? null : { state: 'rejected' as const, code: flaw, reason: 'as claimed in index.csv' };
    return [{ ...slip, flaw: rejected ?? slip.flaw, claim }];
  });
  return {
    slips: [...claimed, ...plan.unnamed.map((slip) => ({ ...slip, claim: null }))],
    ignored: plan.ignored,
  };
}
