/** The tables of a TrueType or OpenType font file, by tag. */
export type SfntTables = ReadonlyMap<string, Buffer>;

const TRUETYPE = 0x00010000;
const APPLE = 0x74727565;
const OPENTYPE_CFF = 0x4f54544f;
const HEADER = 12;
const RECORD = 16;
const MAX_TABLES = 64;
const CHECKSUM_MAGIC = 0xb1b0afba;

/** NULL for what is no such file, or a damaged one (OpenType 1.9, "Organization of an OpenType font"). */
export function readSfnt(file: Buffer): SfntTables | null {
  if (file.length < HEADER) return null;
  const version = file.readUInt32BE(0);
  if (version !== TRUETYPE && version !== APPLE && version !== OPENTYPE_CFF) return null;
  const count = file.readUInt16BE(4);
  if (count > MAX_TABLES || file.length < HEADER + count * RECORD) return null;
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    const at = HEADER + index * RECORD;
    const offset = file.readUInt32BE(at + 8);
    const length = file.readUInt32BE(at + 12);
    if (offset > file.length || length > file.length - offset) return null;
    tables.set(file.toString('latin1', at, at + 4), file.subarray(offset, offset + length));
  }
  return tables;
}

/** Tables in the order of their tags, with their checksums. */
export function writeSfnt(
  tables: ReadonlyMap<string, Buffer>,
  version: 'truetype' | 'cff' = 'truetype',
): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(HEADER + sorted.length * RECORD);
  directory.writeUInt32BE(version === 'truetype' ? TRUETYPE : OPENTYPE_CFF, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(power * RECORD, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((sorted.length - power) * RECORD, 10);
  const bodies: Buffer[] = [];
  let offset = directory.length;
  let headAt = -1;
  for (const [index, [tag, table]] of sorted.entries()) {
    const body = tag === 'head' ? withoutChecksum(table) : table;
    if (tag === 'head') headAt = offset;
    const at = HEADER + index * RECORD;
    directory.write(tag, at, 4, 'latin1');
    directory.writeUInt32BE(checksum(body), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(body.length, at + 12);
    const padding = Buffer.alloc(-body.length & 3);
    bodies.push(body, padding);
    offset += body.length + padding.length;
  }
  const file = Buffer.concat([directory, ...bodies]);
  if (headAt >= 0) file.writeUInt32BE((CHECKSUM_MAGIC - checksum(file)) >>> 0, headAt + 8);
  return file;
}

function withoutChecksum(head: Buffer): Buffer {
  const copy = Buffer.from(head);
  copy.writeUInt32BE(0, 8);
  return copy;
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    const word =
      ((data[at] ?? 0) * 0x1000000 +
        ((data[at + 1] ?? 0) << 16) +
        ((data[at + 2] ?? 0) << 8) +
        (data[at + 3] ?? 0)) >>>
      0;
    sum = (sum + word) >>> 0;
  }
  return sum;
}
