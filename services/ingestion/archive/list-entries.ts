import { Readable } from 'node:stream';
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  validateFileName,
} from 'yauzl';
import { BatchFailure } from '../errors';
import type { StagedReader } from '../staging/read-staged';

/** Where one file lies in the staged archive. Every number is the archive's claim until the file was read. */
export interface ArchiveEntry {
  /** Full path, `/`-separated, NFC: archives written on a Mac carry decomposed names. */
  readonly path: string;
  readonly headerOffset: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly method: number;
  readonly crc32: number;
  /** Why this entry cannot be taken, decided from the directory alone, before any of it is unpacked. */
  readonly flaw: 'entry-unsafe' | 'entry-damaged' | 'over-limit' | null;
}

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes that all entries together may unpack to. */
  readonly expandedBytes: number;
  /** Unpacked bytes per packed byte, of one entry. */
  readonly expansionRatio: number;
  /** Unpacked bytes of one file. */
  readonly fileBytes: number;
}

const STORED = 0;
const DEFLATED = 8;
/** File type bits of the Unix mode in the high half of the external attributes. */
const UNIX_TYPE_MASK = 0o170000;
const UNIX_REGULAR = 0o100000;
const MADE_BY_UNIX = 3;

/**
 * Reads the central directory as a stream, folders left out. A flaw of one entry
 * is said of that entry; the archive as a whole fails only when its directory
 * cannot be read or asks for more than the limits.
 */
export async function* listEntries(
  reader: StagedReader,
  limits: ArchiveLimits,
): AsyncGenerator<ArchiveEntry, void, void> {
  const archive = await fromRandomAccessReaderPromise(new StagedAccess(reader), reader.size, {
    lazyEntries: true,
    decodeStrings: false,
    autoClose: false,
  }).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (archive.entryCount > limits.entries) throw overLimit(`more than ${limits.entries} entries`);
  let expanded = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const described = describe(entry, limits, reader.size);
      if (described === null) continue;
      expanded += described.size;
      if (expanded > limits.expandedBytes)
        throw overLimit(`unpacks to more than ${limits.expandedBytes} bytes`);
      yield described;
    }
  } catch (error) {
    throw error instanceof BatchFailure ? error : unreadable(error);
  }
}

function describe(entry: Entry, limits: ArchiveLimits, archiveSize: number): ArchiveEntry | null {
  const name = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  ).normalize('NFC');
  if (name.endsWith('/')) return null;
  return {
    path: name,
    headerOffset: entry.relativeOffsetOfLocalHeader,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    flaw: flawOf(entry, name, limits, archiveSize),
  };
}

function flawOf(
  entry: Entry,
  name: string,
  limits: ArchiveLimits,
  archiveSize: number,
): ArchiveEntry['flaw'] {
  if (validateFileName(name) !== null || name.includes('\0') || !isRegularFile(entry)) return 'entry-unsafe';
  if (entry.isEncrypted() || ![STORED, DEFLATED].includes(entry.compressionMethod)) return 'entry-damaged';
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize) {
    return 'entry-damaged';
  }
  if (entry.relativeOffsetOfLocalHeader + entry.compressedSize > archiveSize) return 'entry-damaged';
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  // Packed bytes are held whole, too: an entry that says it is small must not bring gigabytes of them.
  const largest = Math.max(entry.uncompressedSize, entry.compressedSize);
  return largest > limits.fileBytes || ratio > limits.expansionRatio ? 'over-limit' : null;
}

/** Links and devices are refused although nothing is ever unpacked to a disk: they are never a payslip. */
function isRegularFile(entry: Entry): boolean {
  if (entry.versionMadeBy >> 8 !== MADE_BY_UNIX) return true;
  const type = (entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK;
  return type === 0 || type === UNIX_REGULAR;
}

function unreadable(cause: unknown): Error {
  // Faults of the store or of a key say nothing about the archive: they are retried, not answered.
  const isOurs = cause instanceof Error && 'code' in cause;
  return isOurs
    ? cause
    : new BatchFailure('archive-unreadable', 'not a ZIP archive, or cut short', { cause });
}

function overLimit(detail: string): BatchFailure {
  return new BatchFailure('archive-over-limit', detail);
}

/** Gives the ZIP reader its bytes from the decrypting window. */
class StagedAccess extends RandomAccessReader {
  constructor(private readonly source: StagedReader) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => {
        if (bytes.length < length) return callback(new Error('read beyond the end of the archive'));
        bytes.copy(buffer, offset);
        callback(null);
      },
      (error: Error) => callback(error),
    );
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this;
    return Readable.from(
      (async function* () {
        yield await source.read(start, end - start);
      })(),
    );
  }
}
