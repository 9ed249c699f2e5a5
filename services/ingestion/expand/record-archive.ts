import type { EntityManager } from 'typeorm';
import { type ArchiveEntry, type ArchiveLimits, listEntries } from '../archive/list-entries';
import { streamEntry } from '../archive/read-entry';
import { fence, type Lease } from '../chunks/lease';
import { type IngestionDeps, SYSTEM } from '../deps';
import { BatchFailure } from '../errors';
import type { FileNameReader } from '../layouts/read-file-name';
import { MANIFEST_READERS } from '../manifest/read-manifest';
import type { StagedReader } from '../staging/read-staged';
import { isArchiverJunk } from './archiver-junk';
import { keepIgnoredFiles } from './ignored-files';
import { type ItemTarget, recordEntries, recordManifestRows } from './record-items';
import { recordNamedFiles, rejectTwins } from './record-named-files';
import { type FoundManifest, surveyArchive } from './survey-archive';

/** Items per transaction while expanding. */
const GROUP_SIZE = 1000;

/** Under the lease: what a worker writes that has lost it is undone. */
type InTransaction = <T>(run: (tx: EntityManager) => Promise<T>) => Promise<T>;

/**
 * The items of an archive: its manifest's rows first, then where each file lies;
 * both are streamed and joined in PostgreSQL, so memory does not grow with the
 * batch. Where there is no manifest, the name of each file is its row.
 *
 * @throws BatchFailure, DamagedEntryError of the manifest
 */
export async function recordArchive(
  deps: IngestionDeps,
  lease: Lease,
  target: ItemTarget,
  reader: StagedReader,
  names: FileNameReader,
): Promise<void> {
  const limits: ArchiveLimits = {
    entries: deps.limits.entriesPerArchive,
    expandedBytes: deps.limits.archiveExpandedBytes,
    expansionRatio: deps.limits.archiveExpansionRatio,
    fileBytes: deps.limits.documentBytes,
  };
  const { manifest, ignored } = await surveyArchive(reader, {
    ...limits,
    manifestBytes: deps.limits.manifestBytes,
  });
  const inTransaction: InTransaction = (run) =>
    deps.uow.run(SYSTEM, async (tx) => {
      await fence(tx, lease);
      return run(tx);
    });
  await inTransaction((tx) => keepIgnoredFiles(tx, target, ignored));
  let position = 1;
  if (manifest !== null) {
    position += await recordManifest(deps, inTransaction, target, reader, manifest);
  }
  for await (const group of inGroups(listEntries(reader, limits), GROUP_SIZE)) {
    const files = group.filter(({ path }) => path !== manifest?.entry.path && !isArchiverJunk(path));
    const first = position;
    position += await inTransaction((tx) =>
      manifest === null
        ? recordNamedFiles(tx, target, files, first, names)
        : recordEntries(tx, target, files, first),
    );
  }
  if (manifest === null) await inTransaction((tx) => rejectTwins(tx, target.batchId));
}

/** @returns how many rows it has */
async function recordManifest(
  deps: IngestionDeps,
  inTransaction: InTransaction,
  target: ItemTarget,
  reader: StagedReader,
  { entry, format, folder }: FoundManifest,
): Promise<number> {
  let count = 0;
  await MANIFEST_READERS[format](streamEntry(reader, entry), GROUP_SIZE, async (rows) => {
    count += rows.length;
    if (count > deps.limits.entriesPerArchive) {
      throw new BatchFailure('manifest-over-limit', `more than ${deps.limits.entriesPerArchive} rows`);
    }
    await inTransaction((tx) =>
      recordManifestRows(tx, target, rows, folder, deps.limits.manifestFieldCharacters),
    );
  });
  return count;
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
