/** What a subtable of `cmap` maps, by platform and encoding. */
export interface CharacterTable {
  readonly platform: number;
  readonly encoding: number;
  /** From code to glyph; 0 for a code that it does not have. */
  readonly glyphs: ReadonlyMap<number, number>;
}

const MAX_TABLES = 32;
/** Says which of two shapes a character has: no single byte asks. */
const VARIATIONS = 14;
/** Single bytes and the basic plane: what a single-byte font can ask for (ISO 32000-1, 9.6.6.4). */
const MAX_CODE = 0xffff;

/** OpenType 1.9, table cmap. NULL for one that is damaged, or of a format that readers disagree on. */
export function readCharacterTables(cmap: Buffer): CharacterTable[] | null {
  if (cmap.length < 4) return null;
  const count = cmap.readUInt16BE(2);
  if (count > MAX_TABLES || cmap.length < 4 + 8 * count) return null;
  const tables: CharacterTable[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = 4 + 8 * index;
    const offset = cmap.readUInt32BE(at + 4);
    if (offset + 8 > cmap.length) return null;
    if (cmap.readUInt16BE(offset) === VARIATIONS) continue;
    const glyphs = readSubtable(cmap.subarray(offset));
    if (glyphs === null) return null;
    tables.push({ platform: cmap.readUInt16BE(at), encoding: cmap.readUInt16BE(at + 2), glyphs });
  }
  return tables;
}

function readSubtable(table: Buffer): Map<number, number> | null {
  switch (table.readUInt16BE(0)) {
    case 0:
      return readBytes(table);
    case 4:
      return readSegments(table);
    case 6:
      return readTrimmed(table);
    case 12:
      return readGroups(table);
    default:
      return null;
  }
}

function readBytes(table: Buffer): Map<number, number> | null {
  if (table.length < 262) return null;
  return new Map(Array.from(table.subarray(6, 262), (glyph, code) => [code, glyph] as const));
}

function readTrimmed(table: Buffer): Map<number, number> | null {
  if (table.length < 10) return null;
  const [first, count] = [table.readUInt16BE(6), table.readUInt16BE(8)];
  if (table.length < 10 + 2 * count) return null;
  return new Map(
    Array.from({ length: count }, (_, index) => [first + index, table.readUInt16BE(10 + 2 * index)] as const),
  );
}

function readSegments(table: Buffer): Map<number, number> | null {
  if (table.length < 16) return null;
  const twice = table.readUInt16BE(6);
  if (twice % 2 !== 0 || table.length < 16 + 4 * twice) return null;
  const glyphs = new Map<number, number>();
  for (let at = 14; at < 14 + twice; at += 2) {
    const [end, start] = [table.readUInt16BE(at), table.readUInt16BE(at + twice + 2)];
    const [delta, rangeAt] = [table.readUInt16BE(at + 2 * twice + 2), at + 3 * twice + 2];
    const range = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < MAX_CODE; code += 1) {
      const place = rangeAt + range + 2 * (code - start);
      if (range !== 0 && place + 2 > table.length) return null;
      const found = range === 0 ? code : table.readUInt16BE(place);
      if (range === 0 || found !== 0) glyphs.set(code, (found + delta) & MAX_CODE);
    }
  }
  return glyphs;
}

function readGroups(table: Buffer): Map<number, number> | null {
  if (table.length < 16) return null;
  const count = table.readUInt32BE(12);
  if (count > (table.length - 16) / 12) return null;
  const glyphs = new Map<number, number>();
  for (let at = 16; at < 16 + 12 * count; at += 12) {
    const [start, end, glyph] = [0, 4, 8].map((offset) => table.readUInt32BE(at + offset)) as [
      number,
      number,
      number,
    ];
    for (let code = start; code <= Math.min(end, MAX_CODE); code += 1) glyphs.set(code, glyph + code - start);
  }
  return glyphs;
}

/** The tables with the codes of these glyphs alone, under the same platforms and encodings, all in format 4. */
export function writeCharacterTables(tables: readonly CharacterTable[], kept: ReadonlySet<number>): Buffer {
  const head = Buffer.alloc(4 + 8 * tables.length);
  head.writeUInt16BE(tables.length, 2);
  const bodies: Buffer[] = [];
  let offset = head.length;
  for (const [index, { platform, encoding, glyphs }] of tables.entries()) {
    const body = writeSegments(
      [...glyphs].filter(([code, glyph]) => glyph > 0 && code < MAX_CODE && kept.has(glyph)),
    );
    head.writeUInt16BE(platform, 4 + 8 * index);
    head.writeUInt16BE(encoding, 6 + 8 * index);
    head.writeUInt32BE(offset, 8 + 8 * index);
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([head, ...bodies]);
}

function writeSegments(entries: readonly (readonly [code: number, glyph: number])[]): Buffer {
  const segments: { start: number; end: number; delta: number }[] = [];
  for (const [code, glyph] of [...entries].sort(([a], [b]) => a - b)) {
    const delta = (glyph - code) & MAX_CODE;
    const last = segments.at(-1);
    if (last && last.end + 1 === code && last.delta === delta) last.end = code;
    else segments.push({ start: code, end: code, delta });
  }
  segments.push({ start: MAX_CODE, end: MAX_CODE, delta: 1 });
  const count = segments.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const table = Buffer.alloc(16 + 8 * count);
  table.writeUInt16BE(4, 0);
  table.writeUInt16BE(table.length, 2);
  table.writeUInt16BE(2 * count, 6);
  table.writeUInt16BE(2 * power, 8);
  table.writeUInt16BE(Math.log2(power), 10);
  table.writeUInt16BE(2 * (count - power), 12);
  for (const [index, { start, end, delta }] of segments.entries()) {
    table.writeUInt16BE(end, 14 + 2 * index);
    table.writeUInt16BE(start, 16 + 2 * count + 2 * index);
    table.writeUInt16BE(delta, 16 + 4 * count + 2 * index);
  }
  return table;
}
