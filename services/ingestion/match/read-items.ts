import { createHash } from 'node:crypto';
import { SealingError } from '../../sealing/errors';
import { DamagedEntryError } from '../archive/read-entry';
import { mapConcurrently } from '../concurrency';
import type { WorkerIngestionDeps } from '../deps';
import type { ItemClaim } from '../items/claim';
import { type FileLocation, readFile } from '../items/read-file';
import { textKey } from '../matching/text-key';
import { PageTextError } from '../page-text/errors';
import { readSlip } from '../page-text/read-slip';
import { mergeFields, type SlipFields } from '../page-text/slip-fields';
import { openStagedReader } from '../staging/read-staged';
import type { StagedUpload } from '../staging/staged-parts';

export interface PendingItem {
  readonly id: string;
  readonly position: number;
  readonly entry: FileLocation;
  readonly claim: ItemClaim;
}

/** What the file of an item says. The file itself is not kept: the deposit reads it again. */
export interface ReadItem extends PendingItem {
  readonly fields: SlipFields;
  readonly pages: number;
  readonly inputSha256: Buffer;
  /** SHA-256 of the normalised page text; NULL for a file without text. */
  readonly textSha256: Buffer | null;
}

export interface UnreadableItem extends PendingItem {
  readonly state: 'rejected' | 'quarantined';
  readonly code: string;
}

/** Files in memory at once, beside those in the extractor processes. */
const PARALLEL_READS = 4;

/** Reads every file of a chunk; one that cannot be read is said of that item alone. */
export async function readItems(
  deps: WorkerIngestionDeps,
  upload: StagedUpload,
  items: readonly PendingItem[],
): Promise<(ReadItem | UnreadableItem)[]> {
  const reader = openStagedReader(deps, upload);
  return mapConcurrently(items, PARALLEL_READS, async (item) => {
    try {
      const bytes = await readFile(reader, item.entry);
      const { pages } = deps.sealing.inspect(bytes);
      const text = await deps.pages.read(bytes);
      return {
        ...item,
        pages,
        fields: mergeFields(text.pages.map(readSlip)),
        inputSha256: createHash('sha256').update(bytes).digest(),
        textSha256: textKey(text.pages),
      };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      return { ...item, ...fault };
    }
  });
}

/** A file that crashes its reader may be good: a person looks. Any other fault makes it undepositable as sent. */
function faultOf(error: unknown): { state: 'rejected' | 'quarantined'; code: string } | null {
  const concernsFile =
    error instanceof DamagedEntryError || error instanceof SealingError || error instanceof PageTextError;
  if (!concernsFile) return null;
  return { state: error.code === 'processing-crash' ? 'quarantined' : 'rejected', code: error.code };
}
