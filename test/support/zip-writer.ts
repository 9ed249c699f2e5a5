import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive, and where wanted what the directory says of it instead of the truth. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Default: deflated. */
  readonly stored?: boolean;
  readonly claims?: Partial<CentralRecord>;
}

interface CentralRecord {
  readonly madeBy: number;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly externalAttributes: number;
  /** Of the local header. */
  readonly offset: number;
}

const UTF8_NAMES = 0x0800;
const MADE_BY_UNIX = (3 << 8) | 20;

/** Attributes of a Unix symbolic link, for `externalAttributes`. */
export const SYMBOLIC_LINK = (0o120777 << 16) >>> 0;
/** General purpose bit 0: encrypted. */
export const ENCRYPTED = UTF8_NAMES | 1;

/**
 * Writes an archive as told, lies included (APPNOTE.TXT 4.3): honest tools
 * refuse to make what a hostile sender makes.
 */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claims } of entries) {
    const packed = stored ? content : deflateRawSync(content);
    const record: CentralRecord = {
      madeBy: MADE_BY_UNIX,
      flags: UTF8_NAMES,
      method: stored ? 0 : 8,
      crc32: crc32(content),
      compressedSize: packed.length,
      size: content.length,
      externalAttributes: (0o100644 << 16) >>> 0,
      offset,
      ...claims,
    };
    const path = Buffer.from(name);
    const local = Buffer.concat([localHeader(record, path), path, packed]);
    locals.push(local);
    records.push(centralHeader(record, path), path);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  return Buffer.concat([...locals, directory, endRecord(entries.length, directory.length, offset)]);
}

function localHeader(record: CentralRecord, name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, record, name);
  return header;
}

function centralHeader(record: CentralRecord, name: Buffer): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(record.madeBy, 4);
  header.writeUInt16LE(20, 6);
  writeCommon(header, 8, record, name);
  header.writeUInt32LE(record.externalAttributes, 38);
  header.writeUInt32LE(record.offset, 42);
  return header;
}

function writeCommon(header: Buffer, at: number, record: CentralRecord, name: Buffer): void {
  header.writeUInt16LE(record.flags, at);
  header.writeUInt16LE(record.method, at + 2);
  header.writeUInt32LE(record.crc32, at + 8);
  header.writeUInt32LE(record.compressedSize, at + 12);
  header.writeUInt32LE(record.size, at + 16);
  header.writeUInt16LE(name.length, at + 20);
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
