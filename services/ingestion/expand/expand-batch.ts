import { openEmployerRecords } from '../../directory/employer-records';
import { type ArchiveEntry, type ArchiveLimits, listEntries } from '../archive/list-entries';
import { DamagedEntryError, streamEntry } from '../archive/read-entry';
import { failBatch } from '../batches/fail-batch';
import { findBatch } from '../batches/find-batch';
import { endStage } from '../chunks/advance-batch';
import { fence, type Lease, requireRunning } from '../chunks/lease';
import { type IngestionDeps, SYSTEM } from '../deps';
import { BatchFailure } from '../errors';
import { readCsvManifest } from '../manifest/read-csv-manifest';
import { openStagedReader, type StagedReader } from '../staging/read-staged';
import { loadStagedUpload } from '../staging/staged-parts';
import { findManifest } from './find-manifest';
import { type ItemTarget, recordEntries, recordManifestRows } from './record-items';
import { recordSingle } from './record-single';
import { insertMatchChunks, settleExpansion } from './settle-expansion';

/** Items per transaction while expanding. */
const GROUP_SIZE = 1000;

/**
 * Container → items. The manifest's rows first, then where each file lies: both
 * are streamed and joined in PostgreSQL, so memory does not grow with the batch.
 * Entries are never copied: an item holds its offset into the staged upload.
 *
 * A crash anywhere begins again from nothing: the first step removes the items
 * of an earlier attempt, which no chunk can name yet.
 */
export async function expandBatch(deps: IngestionDeps, lease: Lease): Promise<void> {
  const { format, upload, records } = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    await tx.query(`update batch set state = 'expanding' where id = $1`, [lease.batchId]);
    await tx.query('delete from item where batch_id = $1', [lease.batchId]);
    const { format } = await findBatch(tx, lease.employerId, lease.batchId);
    return {
      format,
      upload: await loadStagedUpload(tx, deps, lease.batchId),
      records: await openEmployerRecords(tx, deps, lease.employerId),
    };
  });
  try {
    const target = { batchId: lease.batchId, records };
    if (format === 'pdf') await recordDocument(deps, lease, target, upload.size);
    else await recordContainer(deps, lease, target, openStagedReader(deps, upload));
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

async function recordContainer(
  deps: IngestionDeps,
  lease: Lease,
  target: ItemTarget,
  reader: StagedReader,
): Promise<void> {
  const limits: ArchiveLimits = {
    entries: deps.limits.entriesPerArchive,
    expandedBytes: deps.limits.archiveExpandedBytes,
    expansionRatio: deps.limits.archiveExpansionRatio,
    fileBytes: deps.limits.documentBytes,
  };
  const manifest = await findManifest(reader, { ...limits, manifestBytes: deps.limits.manifestBytes });
  let nextPosition = 1;
  await readCsvManifest(streamEntry(reader, manifest.entry), GROUP_SIZE, async (rows) => {
    nextPosition += rows.length;
    await deps.uow.run(SYSTEM, async (tx) => {
      await fence(tx, lease);
      await recordManifestRows(tx, target, rows, manifest.folder, deps.limits.manifestFieldCharacters);
    });
  });
  for await (const group of inGroups(listEntries(reader, limits), GROUP_SIZE)) {
    const files = group.filter((entry) => entry.path !== manifest.entry.path);
    nextPosition += await deps.uow.run(SYSTEM, async (tx) => {
      await fence(tx, lease);
      return recordEntries(tx, target, files, nextPosition);
    });
  }
}

/** The only file that is unpacked here is the manifest. */
function asFailure(error: unknown): BatchFailure | null {
  if (error instanceof BatchFailure) return error;
  if (!(error instanceof DamagedEntryError)) return null;
  return new BatchFailure('manifest-unreadable', error.message, { cause: error });
}

async function* inGroups(entries: AsyncIterable<ArchiveEntry>, size: number): AsyncGenerator<ArchiveEntry[]> {
  let group: ArchiveEntry[] = [];
  for await (const entry of entries) {
    group.push(entry);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
