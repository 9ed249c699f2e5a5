import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRaw } from 'node:zlib';
import type { StagedReader } from '../staging/read-staged';
import type { ArchiveEntry } from './list-entries';

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

/** APPNOTE.TXT 4.3.7: fixed part of a local file header. */
const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;
const NAME_LENGTH_AT = 26;
const EXTRA_LENGTH_AT = 28;

export type EntryLocation = Omit<ArchiveEntry, 'path' | 'flaw'>;

/** The file is not what the archive's directory says of it: size, checksum, packing or place. */
export class DamagedEntryError extends Error {
  readonly code = 'entry-damaged';
}

/**
 * Unpacks one file from the staged archive. The output never grows beyond the
 * size that the directory announced, which was checked against the limits.
 */
export async function readEntry(reader: StagedReader, entry: EntryLocation): Promise<Buffer> {
  const start = await dataStart(reader, entry);
  const packed = await reader.read(start, entry.compressedSize);
  if (packed.length < entry.compressedSize) throw new DamagedEntryError('cut short');
  // A copy: the packed bytes are a view of the reader's window, which moves on.
  const bytes = entry.method === 0 ? Buffer.from(packed) : await unpack(packed, entry.size);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32) {
    throw new DamagedEntryError('size or checksum differ');
  }
  return bytes;
}

async function unpack(packed: Buffer, size: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    throw new DamagedEntryError('does not unpack to its announced size', { cause });
  }
}

/**
 * The same as a stream, for a file that memory should not hold whole. It ends
 * with an error as soon as it grows beyond its announced size, and at its end
 * where size or checksum differ: what was taken from it until then is void.
 *
 * @throws DamagedEntryError
 */
export async function* streamEntry(
  reader: StagedReader,
  entry: EntryLocation,
): AsyncGenerator<Buffer, void, void> {
  let size = 0;
  let checksum = 0;
  try {
    for await (const bytes of await openUnpacked(reader, entry)) {
      size += bytes.length;
      if (size > entry.size) break;
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (error) {
    throw isUnpackingError(error) ? new DamagedEntryError('does not unpack', { cause: error }) : error;
  }
  if (size !== entry.size || checksum !== entry.crc32) throw new DamagedEntryError('size or checksum differ');
}

async function openUnpacked(reader: StagedReader, entry: EntryLocation): Promise<AsyncIterable<Buffer>> {
  const start = await dataStart(reader, entry);
  const packed = Readable.from(readPieces(reader, start, entry.compressedSize), { objectMode: false });
  if (entry.method === 0) return packed;
  // Whoever iterates gets the error. The pipeline listens for one that comes after they stopped:
  // nobody else does, and unheard it would end the process.
  return pipeline(packed, createInflateRaw(), () => undefined);
}

/** zlib's own codes; a fault of the store or of a key says nothing about the file. */
function isUnpackingError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return /^Z_[A-Z]+_ERROR$/.test(String(error.code));
}

const PIECE_BYTES = 256 * 1024;

async function* readPieces(reader: StagedReader, start: number, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += PIECE_BYTES) {
    yield Buffer.from(await reader.read(start + at, Math.min(PIECE_BYTES, size - at)));
  }
}

async function dataStart(reader: StagedReader, entry: EntryLocation): Promise<number> {
  const header = await reader.read(entry.headerOffset, HEADER_BYTES);
  if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== HEADER_SIGNATURE) {
    throw new DamagedEntryError('no file where the directory says');
  }
  const nameAndExtra = header.readUInt16LE(NAME_LENGTH_AT) + header.readUInt16LE(EXTRA_LENGTH_AT);
  return entry.headerOffset + HEADER_BYTES + nameAndExtra;
}
