import { createHash } from 'node:crypto';
import { SealingError } from '../../sealing/errors';
import { DamagedEntryError } from '../archive/read-entry';
import { mapConcurrently } from '../concurrency';
import { PageCutError } from '../cutting/errors';
import type { WorkerIngestionDeps } from '../deps';
import { openMergedText } from '../expand/merged-text';
import type { ItemClaim } from '../items/claim';
import {
  type FileLocation,
  type ItemLocation,
  isPages,
  type PageLocation,
  readFile,
} from '../items/read-file';
import { textKey } from '../matching/text-key';
import { PageTextError } from '../page-text/errors';
import { readSlip } from '../page-text/read-slip';
import { mergeFields, type SlipFields } from '../page-text/slip-fields';
import type { ItemReading } from '../quarantine/item-reading';
import { openStagedReader, type StagedReader } from '../staging/read-staged';
import type { StagedUpload } from '../staging/staged-parts';

export interface PendingItem {
  readonly id: string;
  readonly position: number;
  readonly entry: ItemLocation;
  readonly claim: ItemClaim;
  /** Pages of a merged PDF were read when it was split. NULL for other items, and where it is kept no more. */
  readonly reading: ItemReading | null;
}

/** What the document of an item says. The document itself is not kept: the deposit reads it again. */
export interface ReadItem extends PendingItem {
  readonly fields: SlipFields;
  readonly pages: number;
  /** NULL for pages of a merged PDF: they are cut out when they are deposited. */
  readonly inputSha256: Buffer | null;
  /** SHA-256 of the normalised page text; NULL for a file without text, or one that was read before. */
  readonly textSha256: Buffer | null;
}

export interface UnreadableItem extends PendingItem {
  readonly state: 'rejected' | 'quarantined';
  readonly code: string;
}

/** Files in memory at once, beside those in the extractor processes. */
const PARALLEL_READS = 4;

/** Reads every document of a chunk; one that cannot be read is said of that item alone. */
export async function readItems(
  deps: WorkerIngestionDeps,
  upload: StagedUpload,
  items: readonly PendingItem[],
): Promise<(ReadItem | UnreadableItem)[]> {
  const reader = openStagedReader(deps, upload);
  return mapConcurrently(items, PARALLEL_READS, async (item) => {
    try {
      return { ...item, ...(await readDocument(deps, reader, item)) };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      return { ...item, ...fault };
    }
  });
}

type Read = Pick<ReadItem, 'fields' | 'pages' | 'inputSha256' | 'textSha256' | 'reading'>;

async function readDocument(
  deps: WorkerIngestionDeps,
  reader: StagedReader,
  { entry, reading }: PendingItem,
): Promise<Read> {
  if (!isPages(entry)) return readWholeFile(deps, reader, entry);
  const pages = entry.pages.length;
  if (reading !== null)
    return { pages, reading, fields: reading.fields, inputSha256: null, textSha256: null };
  return { pages, reading, inputSha256: null, ...(await readPagesAgain(deps, reader, entry)) };
}

async function readWholeFile(
  deps: WorkerIngestionDeps,
  reader: StagedReader,
  location: FileLocation,
): Promise<Read> {
  const bytes = await readFile(reader, location);
  const { pages } = deps.sealing.inspect(bytes);
  const text = await deps.pages.read(bytes);
  return {
    pages,
    reading: null,
    fields: mergeFields(text.pages.map(readSlip)),
    inputSha256: createHash('sha256').update(bytes).digest(),
    textSha256: textKey(text.pages),
  };
}

/** A duplicate keeps no reading; where it turns out to be none, a person may still choose its agent. */
async function readPagesAgain(
  deps: WorkerIngestionDeps,
  reader: StagedReader,
  { pages, of }: PageLocation,
): Promise<Pick<Read, 'fields' | 'textSha256'>> {
  const merged = await openMergedText(deps, await readFile(reader, of));
  const texts = [];
  for (const page of pages) texts.push(...(await merged.read({ firstPage: page, lastPage: page })));
  return { fields: mergeFields(texts.map(readSlip)), textSha256: textKey(texts) };
}

/** A file that crashes its reader may be good: a person looks. Any other fault makes it undepositable as sent. */
export function faultOf(error: unknown): { state: 'rejected' | 'quarantined'; code: string } | null {
  const concernsFile =
    error instanceof DamagedEntryError ||
    error instanceof SealingError ||
    error instanceof PageTextError ||
    error instanceof PageCutError;
  if (!concernsFile) return null;
  return { state: error.code === 'processing-crash' ? 'quarantined' : 'rejected', code: error.code };
}
