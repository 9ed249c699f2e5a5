import { DamagedEntryError, type EntryLocation, readEntry } from '../archive/read-entry';
import type { SplitFlaw } from '../split/split-plan';
import type { StagedReader } from '../staging/read-staged';

/** The content is the file: a single document, not an archive. */
export interface WholeContent {
  readonly whole: true;
  /** Bytes. */
  readonly size: number;
}

/** Where a file lies in the staged content. */
export type FileLocation = EntryLocation | WholeContent;

/** Pages of a merged PDF. */
export interface PageLocation {
  /** From 1, in reading order; none where what was claimed are no pages of the file. */
  readonly pages: readonly number[];
  /** The merged PDF. */
  readonly of: FileLocation;
  /** Why the pages are not to be matched: found when the file was split. */
  readonly flaw: SplitFlaw | null;
  /** Cover and blank pages behind it, and before the first item. */
  readonly ignored: readonly number[];
}

/** Where an item's document lies in the staged content. */
export type ItemLocation = FileLocation | PageLocation;

export function isPages(location: ItemLocation): location is PageLocation {
  return 'pages' in location;
}

/** A file, in memory: its size was checked against the limits. @throws DamagedEntryError */
export async function readFile(reader: StagedReader, location: FileLocation): Promise<Buffer> {
  if (!('whole' in location)) return readEntry(reader, location);
  const bytes = await reader.read(0, location.size);
  if (bytes.length < location.size) throw new DamagedEntryError('cut short');
  return Buffer.from(bytes);
}
