import { DamagedEntryError, type EntryLocation, readEntry } from '../archive/read-entry';
import type { StagedReader } from '../staging/read-staged';

/** The content is the file: a single document, not an archive. */
export interface WholeContent {
  readonly whole: true;
  /** Bytes. */
  readonly size: number;
}

/** Where an item's file lies in the staged content. */
export type FileLocation = EntryLocation | WholeContent;

/** The file of an item, in memory: its size was checked against the limits. @throws DamagedEntryError */
export async function readFile(reader: StagedReader, location: FileLocation): Promise<Buffer> {
  if (!('whole' in location)) return readEntry(reader, location);
  const bytes = await reader.read(0, location.size);
  if (bytes.length < location.size) throw new DamagedEntryError('cut short');
  return Buffer.from(bytes);
}
