import type { Actor } from '../../../infra/ports/unit-of-work';
import { readCheckpoint } from '../../journal/read-log';
import { readBatch } from '../batches/read-batch';
import type { BatchView } from '../batches/view-batch';
import type { IngestionDeps } from '../deps';
import type { ItemView } from '../items/read-items';
import { streamReport } from './stream-report';

export interface BatchReport {
  readonly batch: BatchView;
  /**
   * The newest signed tree head (C2SP tlog-checkpoint); NULL before the first.
   * An employer that keeps its reports is a witness: no later log that is
   * inconsistent with this one can be shown to it.
   */
  readonly checkpoint: string | null;
  readonly pages: AsyncIterable<readonly ItemView[]>;
}

/**
 * What became of a batch, item by item.
 *
 * @throws IngestionError `batch-not-found`
 */
export async function openReport(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  batchId: string,
): Promise<BatchReport> {
  const batch = await readBatch(deps, actor, employerId, batchId);
  const checkpoint = await deps.uow.run(actor, readCheckpoint);
  return {
    batch,
    checkpoint: checkpoint?.note ?? null,
    pages: streamReport(deps, actor, employerId, batchId),
  };
}
