import type { SfntTables } from './sfnt';

/** What a TrueType font needs to draw its glyphs (ISO 32000-1, 9.9); how text becomes glyphs stands in the PDF. */
export interface TrueTypeFont {
  readonly tables: SfntTables;
  readonly glyphCount: number;
  readonly hasLongOffsets: boolean;
  readonly metricCount: number;
}

const COMPOSITE_WORDS = 1;
const COMPOSITE_SCALE = 8;
const COMPOSITE_MORE = 32;
const COMPOSITE_BOTH_SCALES = 64;
const COMPOSITE_MATRIX = 128;
const HEAD_BYTES = 54;
const HHEA_BYTES = 36;
const MAX_SHORT_OFFSET = 2 * 0xffff;
/** Instructions and what they read: without them hinted glyphs look otherwise. */
const HINTING = ['cvt ', 'fpgm', 'prep'];

/** NULL where a table that drawing needs is missing or too short. */
export function openTrueType(tables: SfntTables): TrueTypeFont | null {
  const [head, hhea, maxp, loca] = ['head', 'hhea', 'maxp', 'loca'].map((tag) => tables.get(tag));
  const hmtx = tables.get('hmtx');
  if (!head || !hhea || !maxp || !loca || !hmtx || !tables.has('glyf')) return null;
  if (head.length < HEAD_BYTES || hhea.length < HHEA_BYTES || maxp.length < 6) return null;
  const glyphCount = maxp.readUInt16BE(4);
  const hasLongOffsets = head.readInt16BE(50) !== 0;
  const metricCount = Math.min(hhea.readUInt16BE(34), glyphCount);
  if (glyphCount === 0 || metricCount === 0) return null;
  if (loca.length < (glyphCount + 1) * (hasLongOffsets ? 4 : 2)) return null;
  if (hmtx.length < metricCount * 4 + (glyphCount - metricCount) * 2) return null;
  return { tables, glyphCount, hasLongOffsets, metricCount };
}

/**
 * Those glyphs and what they are composed of. NULL where the font is damaged: a reader may see in it what we do not.
 * Glyphs that the font does not have are left out: nothing draws them.
 */
export function closeOverComponents(font: TrueTypeFont, wanted: Iterable<number>): Set<number> | null {
  const kept = new Set<number>([0]);
  const waiting = [0];
  const keep = (glyph: number) => {
    if (glyph < font.glyphCount && !kept.has(glyph)) {
      kept.add(glyph);
      waiting.push(glyph);
    }
  };
  for (const glyph of wanted) keep(glyph);
  for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
    const outline = outlineOf(font, glyph);
    const components = outline && componentsOf(outline);
    if (!components) return null;
    for (const component of components) keep(component);
  }
  return kept;
}

/** The font with these glyphs under their numbers; all others are empty, and none follows the last of them. */
export function cutTrueType(font: TrueTypeFont, kept: ReadonlySet<number>): Map<string, Buffer> | null {
  const glyphs = [...kept].sort((a, b) => a - b);
  const count = (glyphs.at(-1) ?? 0) + 1;
  const outlines: Buffer[] = [];
  const offsets = new Uint32Array(count + 1);
  let end = 0;
  let next = 0;
  for (const glyph of glyphs) {
    const outline = outlineOf(font, glyph);
    if (!outline) return null;
    offsets.fill(end, next, glyph + 1);
    const padding = -outline.length & 3;
    outlines.push(outline, PADDING.subarray(0, padding));
    end += outline.length + padding;
    next = glyph + 1;
  }
  offsets[count] = end;
  const isLong = end > MAX_SHORT_OFFSET;
  const loca = Buffer.alloc(offsets.length * (isLong ? 4 : 2));
  offsets.forEach((offset, index) => {
    if (isLong) loca.writeUInt32BE(offset, index * 4);
    else loca.writeUInt16BE(offset / 2, index * 2);
  });
  const { hmtx, metricCount } = cutMetrics(font, kept, count);
  const tables = new Map<string, Buffer>([
    ['glyf', Buffer.concat(outlines)],
    ['loca', loca],
    ['hmtx', hmtx],
    ['head', patched(font, 'head', 50, isLong ? 1 : 0)],
    ['hhea', patched(font, 'hhea', 34, metricCount)],
    ['maxp', patched(font, 'maxp', 4, count)],
  ]);
  for (const tag of HINTING) {
    const table = font.tables.get(tag);
    if (table) tables.set(tag, table);
  }
  return tables;
}

const EMPTY = Buffer.alloc(0);
/** Outlines begin at multiples of four. */
const PADDING = Buffer.alloc(3);

function outlineOf(font: TrueTypeFont, glyph: number): Buffer | null {
  const loca = font.tables.get('loca') ?? EMPTY;
  const glyf = font.tables.get('glyf') ?? EMPTY;
  const [from, to] = [glyph, glyph + 1].map((index) =>
    font.hasLongOffsets ? loca.readUInt32BE(index * 4) : 2 * loca.readUInt16BE(index * 2),
  ) as [number, number];
  return from <= to && to <= glyf.length ? glyf.subarray(from, to) : null;
}

/** OpenType 1.9, table glyf, "Composite glyph description". NULL where it is cut short. */
function componentsOf(outline: Buffer): number[] | null {
  if (outline.length === 0) return [];
  if (outline.length < 10) return null;
  if (outline.readInt16BE(0) >= 0) return [];
  const components: number[] = [];
  let at = 10;
  for (;;) {
    if (at + 4 > outline.length) return null;
    const flags = outline.readUInt16BE(at);
    components.push(outline.readUInt16BE(at + 2));
    at += flags & COMPOSITE_WORDS ? 8 : 6;
    if (flags & COMPOSITE_SCALE) at += 2;
    else if (flags & COMPOSITE_BOTH_SCALES) at += 4;
    else if (flags & COMPOSITE_MATRIX) at += 8;
    if (!(flags & COMPOSITE_MORE)) return components;
  }
}

/** Beyond the last full entry only bearings follow, whose width is that entry's. */
function cutMetrics(
  font: TrueTypeFont,
  kept: ReadonlySet<number>,
  count: number,
): { hmtx: Buffer; metricCount: number } {
  const source = font.tables.get('hmtx') ?? EMPTY;
  const metricCount = Math.min(font.metricCount, count);
  const hmtx = Buffer.alloc(metricCount * 4 + (count - metricCount) * 2);
  for (const glyph of [...kept, metricCount - 1]) {
    if (glyph < metricCount) source.copy(hmtx, glyph * 4, glyph * 4, glyph * 4 + 4);
    else {
      const from = font.metricCount * 4 + (glyph - font.metricCount) * 2;
      source.copy(hmtx, metricCount * 4 + (glyph - metricCount) * 2, from, from + 2);
    }
  }
  return { hmtx, metricCount };
}

function patched(font: TrueTypeFont, tag: string, at: number, value: number): Buffer {
  const table = Buffer.from(font.tables.get(tag) ?? EMPTY);
  table.writeUInt16BE(value, at);
  return table;
}
