import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { findBatch } from './find-batch';
import { type BatchView, viewBatches } from './view-batch';

/** @throws IngestionError `batch-not-found` */
export async function readBatch(
  deps: Pick<IngestionDeps, 'uow' | 'limits'>,
  actor: Actor,
  employerId: string,
  batchId: string,
): Promise<BatchView> {
  return deps.uow.run(actor, async (tx) => {
    const [view] = await viewBatches(tx, deps, [await findBatch(tx, employerId, batchId)]);
    if (view === undefined) throw new IngestionError('batch-not-found');
    return view;
  });
}
