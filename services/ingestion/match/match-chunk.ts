import type { EntityManager } from 'typeorm';
import { dayInFrance } from '../../directory/calendar';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { type EmployerView, readEmployer } from '../../directory/read-employer';
import { endStage } from '../chunks/advance-batch';
import { fence, type Lease } from '../chunks/lease';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { openClaim } from '../items/claim';
import { employmentsOfAll } from '../items/own-employments';
import { proposeOutcomes } from '../proposal/propose-outcomes';
import { openReading } from '../quarantine/item-reading';
import { loadStagedUpload, type StagedUpload } from '../staging/staged-parts';
import { Batch } from '../tables';
import { loadDirectoryView } from './load-directory-view';
import { type PendingItem, type ReadItem, readItems } from './read-items';
import { recordOutcomes } from './record-outcomes';
import { routeItem, toMatchRequest } from './route-item';

interface MatchChunk {
  readonly batch: Batch;
  readonly employer: EmployerView;
  readonly records: EmployerRecords;
  readonly upload: StagedUpload;
  readonly items: readonly PendingItem[];
}

/**
 * Claim and page text of each item → the employment it belongs to, or why a
 * person must decide. What is matched takes its content keys in the same
 * transaction, so that nothing that exists already is ever sealed.
 */
export async function matchChunk(deps: WorkerIngestionDeps, lease: Lease): Promise<void> {
  const chunk = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    return loadMatchChunk(tx, deps, lease);
  });
  const settled = await readItems(deps, chunk.upload, chunk.items);
  const read = settled.filter((item): item is ReadItem => 'fields' in item);
  const unreadable = settled.filter((item) => 'code' in item);
  const today = dayInFrance(deps.clock.now());
  const requested = read.map((item) => ({
    item,
    request: toMatchRequest(item, chunk.batch, chunk.employer, today),
  }));

  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    const requests = requested.map(({ request }) => request);
    const { view, candidates } = await loadDirectoryView(tx, chunk.records, chunk.batch.source, requests);
    const own = await employmentsOfAll(tx, chunk.batch.handledBy);
    const context = { view, candidates, own, employer: chunk.employer, today };
    const routed = requested.map(({ item, request }) => routeItem(item, request, context));
    // A dry run: nothing is reserved, nothing waits for its deposit.
    if (chunk.batch.dryRun && chunk.batch.confirmedAt === null) {
      await proposeOutcomes(tx, chunk, routed, unreadable);
      return endStage(tx, deps, lease, 'done');
    }
    const reserved = await recordOutcomes(tx, deps, chunk, routed, unreadable);
    await endStage(tx, deps, lease, reserved > 0 ? 'deposit' : 'done');
  });
}

async function loadMatchChunk(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  lease: Lease,
): Promise<MatchChunk> {
  const records = await openEmployerRecords(tx, deps, lease.employerId);
  type Row = Omit<PendingItem, 'claim' | 'reading'> & { sealedClaim: Buffer; sealedReading: Buffer | null };
  const rows: Row[] = await tx.query(
    `select id, position, entry, sealed_claim as "sealedClaim", sealed_reading as "sealedReading" from item
     where batch_id = $1 and position between $2 and $3 and state = 'pending' order by position`,
    [lease.batchId, lease.firstPosition, lease.lastPosition],
  );
  return {
    batch: await tx.getRepository(Batch).findOneByOrFail({ id: lease.batchId }),
    employer: await readEmployer(tx, lease.employerId),
    records,
    upload: await loadStagedUpload(tx, deps, lease.batchId),
    items: rows.map(({ sealedClaim, sealedReading, ...row }) => ({
      ...row,
      claim: openClaim(records, row.id, sealedClaim),
      reading: openReading(records, row.id, sealedReading),
    })),
  };
}
