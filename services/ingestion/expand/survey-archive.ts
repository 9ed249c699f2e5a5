import { type ArchiveEntry, type ArchiveLimits, listEntries } from '../archive/list-entries';
import { BatchFailure } from '../errors';
import { MANIFEST_READERS, type ManifestFormat } from '../manifest/read-manifest';
import type { StagedReader } from '../staging/read-staged';
import { isArchiverJunk } from './archiver-junk';

export interface FoundManifest {
  readonly entry: ArchiveEntry;
  readonly format: ManifestFormat;
  /** Folder of the manifest, `''` or ending in `/`: its `file` cells are relative to it. */
  readonly folder: string;
}

export interface ArchiveSurvey {
  /** NULL: the file names carry the claim. */
  readonly manifest: FoundManifest | null;
  /** What archivers and file managers leave behind: paths, the first of them only. */
  readonly ignored: readonly string[];
}

const MANIFEST = new RegExp(String.raw`^manifest\.(${Object.keys(MANIFEST_READERS).join('|')})$`, 'iu');

/** Paths of ignored files that a report lists; an archive may hold one for each document. */
const MAX_IGNORED = 1000;

/**
 * Reads the archive's directory once: its manifest, which is that at the top or,
 * in an archive made of folders, the only one there is; and what it holds that
 * nobody sent.
 *
 * @throws BatchFailure `archive-empty`, `manifest-ambiguous`, `manifest-unreadable`,
 *   `manifest-over-limit`, and those of the archive
 */
export async function surveyArchive(
  reader: StagedReader,
  limits: ArchiveLimits & { readonly manifestBytes: number },
): Promise<ArchiveSurvey> {
  const found: ArchiveEntry[] = [];
  const ignored: string[] = [];
  let files = 0;
  for await (const entry of listEntries(reader, limits)) {
    if (!isArchiverJunk(entry.path)) {
      files += 1;
      if (MANIFEST.test(baseName(entry.path))) found.push(entry);
    } else if (ignored.length < MAX_IGNORED) ignored.push(entry.path);
  }
  if (files === 0) throw new BatchFailure('archive-empty', 'no file');
  const atTop = found.filter((entry) => !entry.path.includes('/'));
  const meant = atTop.length > 0 ? atTop : found;
  // Which of them the sender meant cannot be known, nor that they agree.
  if (meant.length > 1) throw new BatchFailure('manifest-ambiguous', `${meant.length} manifests`);
  const [entry] = meant;
  return { manifest: entry === undefined ? null : readable(entry, limits.manifestBytes), ignored };
}

function readable(entry: ArchiveEntry, maxBytes: number): FoundManifest {
  if (entry.size > maxBytes) {
    throw new BatchFailure('manifest-over-limit', `more than ${maxBytes} bytes`);
  }
  // The limit for one document does not bind the manifest, which is read as a stream.
  if (entry.flaw !== null && entry.flaw !== 'over-limit') {
    throw new BatchFailure('manifest-unreadable', entry.flaw);
  }
  const name = baseName(entry.path);
  const format = MANIFEST.exec(name)?.[1]?.toLowerCase() as ManifestFormat;
  return { entry, format, folder: entry.path.slice(0, -name.length) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
