import { openEmployerRecords } from '../../directory/employer-records';
import { DamagedEntryError } from '../archive/read-entry';
import { failBatch } from '../batches/fail-batch';
import { findBatch } from '../batches/find-batch';
import { endStage } from '../chunks/advance-batch';
import { fence, type Lease, requireRunning } from '../chunks/lease';
import { type IngestionDeps, SYSTEM, type WorkerIngestionDeps } from '../deps';
import { BatchFailure } from '../errors';
import { loadLayouts } from '../layouts/load-layouts';
import { createFileNameReader } from '../layouts/read-file-name';
import { openStagedReader } from '../staging/read-staged';
import { loadStagedUpload } from '../staging/staged-parts';
import { expandMergedPdf } from './expand-merged';
import { recordArchive } from './record-archive';
import type { ItemTarget } from './record-items';
import { recordSingle } from './record-single';
import { insertMatchChunks, settleExpansion } from './settle-expansion';

/**
 * Container → items. Nothing of it is copied: an item holds its offset into the
 * staged upload.
 *
 * A crash anywhere begins again from nothing: the first step removes the items
 * of an earlier attempt, which no chunk can name yet.
 */
export async function expandBatch(deps: WorkerIngestionDeps, lease: Lease): Promise<void> {
  const { batch, upload, records, fileNames } = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    await tx.query(`update batch set state = 'expanding' where id = $1`, [lease.batchId]);
    await tx.query('delete from item where batch_id = $1', [lease.batchId]);
    return {
      batch: await findBatch(tx, lease.employerId, lease.batchId),
      upload: await loadStagedUpload(tx, deps, lease.batchId),
      records: await openEmployerRecords(tx, deps, lease.employerId),
      fileNames: (await loadLayouts(tx, lease.employerId)).fileNames,
    };
  });
  try {
    const target = { batchId: lease.batchId, records };
    if (batch.format === 'pdf') await recordDocument(deps, lease, target, upload.size);
    else if (batch.format === 'merged-pdf')
      await expandMergedPdf(deps, lease, target, openStagedReader(deps, upload));
    else {
      const names = createFileNameReader(fileNames, batch.period);
      await recordArchive(deps, lease, target, openStagedReader(deps, upload), names);
    }
  } catch (error) {
    const failure = asFailure(error);
    if (failure === null) throw error;
    await deps.uow.run(SYSTEM, async (tx) => {
      await fence(tx, lease);
      await requireRunning(tx, lease.batchId);
      await tx.query(`update chunk set state = 'done' where id = $1`, [lease.chunkId]);
      await failBatch(tx, deps, lease, failure.code, failure.detail);
    });
    return;
  }
  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    await settleExpansion(tx, lease.batchId);
    await insertMatchChunks(tx, lease, deps.limits.chunkItems);
    await tx.query(`update batch set state = 'matching' where id = $1`, [lease.batchId]);
    await endStage(tx, deps, lease, 'done');
  });
}

async function recordDocument(
  deps: IngestionDeps,
  lease: Lease,
  target: ItemTarget,
  size: number,
): Promise<void> {
  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await recordSingle(tx, target, size);
  });
}

/** The only file that is unpacked here is the manifest. */
function asFailure(error: unknown): BatchFailure | null {
  if (error instanceof BatchFailure) return error;
  if (!(error instanceof DamagedEntryError)) return null;
  return new BatchFailure('manifest-unreadable', error.message, { cause: error });
}
