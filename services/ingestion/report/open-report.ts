import type { Actor } from '../../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../../directory/employer-records';
import { readCheckpoint } from '../../journal/read-log';
import { findBatch } from '../batches/find-batch';
import { readBatch } from '../batches/read-batch';
import type { BatchView } from '../batches/view-batch';
import type { IngestionDeps } from '../deps';
import { readIgnoredFiles } from '../expand/ignored-files';
import type { ItemView } from '../items/read-items';
import type { IgnoredPage } from '../split/split-plan';
import { streamReport } from './stream-report';

export interface BatchReport {
  readonly batch: BatchView;
  /**
   * The newest signed tree head (C2SP tlog-checkpoint); NULL before the first.
   * An employer that keeps its reports is a witness: no later log that is
   * inconsistent with this one can be shown to it.
   */
  readonly checkpoint: string | null;
  /** Paths of what archivers left in the archive: no items, counted nowhere. The first thousand. */
  readonly ignoredFiles: readonly string[];
  /** Cover and blank pages of a merged PDF: in no item, each by a named rule. */
  readonly ignoredPages: readonly IgnoredPage[];
  readonly pages: AsyncIterable<readonly ItemView[]>;
}

/**
 * What became of a batch, item by item.
 *
 * @throws IngestionError `batch-not-found`
 */
export async function openReport(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher' | 'limits'>,
  actor: Actor,
  employerId: string,
  batchId: string,
): Promise<BatchReport> {
  const batch = await readBatch(deps, actor, employerId, batchId);
  const { checkpoint, ignoredFiles, ignoredPages } = await deps.uow.run(actor, async (tx) => ({
    checkpoint: await readCheckpoint(tx),
    ignoredFiles: await readIgnoredFiles(tx, await openEmployerRecords(tx, deps, employerId), batchId),
    ignoredPages: (await findBatch(tx, employerId, batchId)).ignoredPages ?? [],
  }));
  return {
    batch,
    checkpoint: checkpoint?.note ?? null,
    ignoredFiles,
    ignoredPages,
    pages: streamReport(deps, actor, employerId, batchId),
  };
}
