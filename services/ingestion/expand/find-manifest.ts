import type { ArchiveEntry, ArchiveLimits } from '../archive/list-entries';
import { listEntries } from '../archive/list-entries';
import { BatchFailure } from '../errors';
import type { StagedReader } from '../staging/read-staged';

const MANIFEST_NAME = 'manifest.csv';

export interface FoundManifest {
  readonly entry: ArchiveEntry;
  /** Folder of the manifest, `''` or ending in `/`: its `file` cells are relative to it. */
  readonly folder: string;
}

/**
 * The manifest at the archive's top, or, in an archive made of one folder, the
 * only one there is.
 *
 * @throws BatchFailure `manifest-missing`, `manifest-unreadable` (one that stands there twice included),
 *   `manifest-over-limit`, and those of the archive
 */
export async function findManifest(
  reader: StagedReader,
  limits: ArchiveLimits & { readonly manifestBytes: number },
): Promise<FoundManifest> {
  const found: ArchiveEntry[] = [];
  for await (const entry of listEntries(reader, limits)) {
    if (baseName(entry.path).toLowerCase() === MANIFEST_NAME) found.push(entry);
  }
  const atTop = found.filter((entry) => entry.path.toLowerCase() === MANIFEST_NAME);
  // Which of the two the sender meant cannot be known.
  if (atTop.length > 1) throw new BatchFailure('manifest-unreadable', `${MANIFEST_NAME} occurs twice`);
  const manifest = atTop[0] ?? found[0];
  if (manifest === undefined || (atTop.length === 0 && found.length > 1)) {
    throw new BatchFailure('manifest-missing', `no ${MANIFEST_NAME} at the top of the archive`);
  }
  if (manifest.size > limits.manifestBytes) {
    throw new BatchFailure('manifest-over-limit', `more than ${limits.manifestBytes} bytes`);
  }
  // The limit for one document does not bind the manifest, which is read as a stream.
  if (manifest.flaw !== null && manifest.flaw !== 'over-limit') {
    throw new BatchFailure('manifest-unreadable', manifest.flaw);
  }
  return { entry: manifest, folder: manifest.path.slice(0, -MANIFEST_NAME.length) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
