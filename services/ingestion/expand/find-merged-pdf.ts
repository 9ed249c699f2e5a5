import { type ArchiveEntry, type ArchiveLimits, listEntries } from '../archive/list-entries';
import { readEntry } from '../archive/read-entry';
import type { IngestionDeps } from '../deps';
import { BatchFailure } from '../errors';
import type { FileLocation } from '../items/read-file';
import type { StagedReader } from '../staging/read-staged';
import { isArchiverJunk } from './archiver-junk';

/** A merged PDF in the staged content, and the `index.csv` sent with it. */
export interface FoundMergedPdf {
  readonly of: FileLocation;
  readonly index: Buffer | null;
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const INDEX_NAME = 'index.csv';

/**
 * The content is the PDF, or a ZIP archive that holds it and may hold an `index.csv`.
 *
 * @throws BatchFailure `pdf-over-limit`, `archive-unreadable` (also for an archive of other files),
 *   `manifest-over-limit`, `manifest-unreadable`, and those of the archive
 */
export async function findMergedPdf(
  { limits }: Pick<IngestionDeps, 'limits'>,
  reader: StagedReader,
): Promise<FoundMergedPdf> {
  const begin = await reader.read(0, ZIP.length);
  if (!begin.equals(ZIP)) {
    checkSize(reader.size, limits.mergedPdfBytes);
    return { of: { whole: true, size: reader.size }, index: null };
  }
  const { pdf, index } = await listArchive(reader, {
    entries: limits.entriesPerArchive,
    expandedBytes: limits.archiveExpandedBytes,
    expansionRatio: limits.archiveExpansionRatio,
    fileBytes: Math.max(limits.mergedPdfBytes, limits.manifestBytes),
  });
  checkSize(pdf.size, limits.mergedPdfBytes);
  if (pdf.flaw !== null) throw new BatchFailure('archive-unreadable', `the PDF in it: ${pdf.flaw}`);
  const { path: _path, flaw: _flaw, ...of } = pdf;
  if (index === null) return { of, index };
  if (index.size > limits.manifestBytes) {
    throw new BatchFailure('manifest-over-limit', `more than ${limits.manifestBytes} bytes`);
  }
  if (index.flaw !== null) throw new BatchFailure('manifest-unreadable', index.flaw);
  return { of, index: await readEntry(reader, index) };
}

/** One PDF, and nothing beside it but its index: another file would be dropped unseen. */
async function listArchive(
  reader: StagedReader,
  limits: ArchiveLimits,
): Promise<{ pdf: ArchiveEntry; index: ArchiveEntry | null }> {
  let pdf: ArchiveEntry | null = null;
  let index: ArchiveEntry | null = null;
  for await (const entry of listEntries(reader, limits)) {
    if (isArchiverJunk(entry.path)) continue;
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1).toLowerCase();
    if (name === INDEX_NAME && index === null) index = entry;
    else if (name.endsWith('.pdf') && pdf === null) pdf = entry;
    else throw notOnePdf();
  }
  if (pdf === null) throw notOnePdf();
  return { pdf, index };
}

function notOnePdf(): BatchFailure {
  return new BatchFailure('archive-unreadable', `holds other files than one PDF and ${INDEX_NAME}`);
}

function checkSize(bytes: number, most: number): void {
  if (bytes > most) throw new BatchFailure('pdf-over-limit', `more than ${most} bytes`);
}
