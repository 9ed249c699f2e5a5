import type { PdfDictionary } from '../../../sealing/pdf/values';
import type { Resolved, SourceObjects } from '../source-objects';
import { type CharacterTable, readCharacterTables } from './character-tables';
import type { TrueTypeFont } from './cut-truetype';

const WINDOWS = 3;
const UNICODE = 0;
const MACINTOSH = 1;
/** Where symbolic fonts put their single bytes (ISO 32000-1, 9.6.6.4). */
const SYMBOL_PAGES = [0xf000, 0xf100, 0xf200];
/**
 * Characters that a code has in a corner of an encoding (ISO 32000-1, annex D.2): quotes of StandardEncoding; blank,
 * hyphen and bullet that WinAnsiEncoding repeats; blank and currency sign of MacRomanEncoding.
 */
const ELSEWHERE: ReadonlyMap<number, number> = new Map([
  [0x27, 0x2019],
  [0x60, 0x2018],
  [0xa0, 0x20],
  [0xad, 0x2d],
  ...[0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].map((code) => [code, 0x2022] as const),
  [0xca, 0x20],
  [0xdb, 0xa4],
]);
const NAMED = new Set(['WinAnsiEncoding', 'MacRomanEncoding']);
const ASCII = 0x80;

/**
 * Glyphs that single-byte codes may draw. Readers try the font's tables of characters in different orders, so
 * what any of them finds by any encoding is kept. NULL where the way may lead over glyph names: then nothing is cut.
 */
export function simpleTrueTypeGlyphs(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
  codes: ReadonlySet<number>,
  program: TrueTypeFont,
): ReadonlySet<number> | null {
  const cmap = program.tables.get('cmap');
  const tables = cmap ? readCharacterTables(cmap) : null;
  if (!tables || !isEncodingPlain(source, font, tables, codes)) return null;
  const glyphs = new Set<number>();
  for (const code of codes) {
    const found = glyphsOf(code, tables);
    if (found.length === 0) return null;
    for (const glyph of found) glyphs.add(glyph);
  }
  return glyphs;
}

function glyphsOf(code: number, tables: readonly CharacterTable[]): number[] {
  const characters = charactersOf(code);
  return tables.flatMap(({ platform, glyphs }) => {
    const asked = platform === MACINTOSH ? macintoshCodesOf(characters) : characters;
    return [code, ...asked, ...SYMBOL_PAGES.map((page) => page + code)].flatMap(
      (one) => glyphs.get(one) || [],
    );
  });
}

/** By characters or by the codes themselves, not by names of glyphs. */
function isEncodingPlain(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
  tables: readonly CharacterTable[],
  codes: ReadonlySet<number>,
): boolean {
  const has = (platform: number, encoding?: number) =>
    tables.some((one) => one.platform === platform && (encoding ?? one.encoding) === one.encoding);
  const dictionary = source.dictionaryAt(font, 'Encoding');
  if (dictionary && source.entry(dictionary, 'Differences')) return false;
  if (has(WINDOWS, 0)) return true;
  const name = dictionary ? source.nameAt(dictionary, 'BaseEncoding') : source.nameAt(font, 'Encoding');
  const isKnown = NAMED.has(name ?? '') || [...codes].every((code) => code < ASCII);
  return isKnown && (has(WINDOWS, 1) || has(UNICODE));
}

/** Codes from 128 on; a blank where there is no character (ISO 32000-1, annex D.2). Node's own decoders differ by release. */
const WINDOWS_TEXT = charactersFrom(
  `€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ${Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).join('')}`,
);
const MACINTOSH_TEXT = charactersFrom(
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
);

/** What the code means in any encoding that a font dictionary can name. */
function charactersOf(code: number): number[] {
  return [WINDOWS_TEXT[code], MACINTOSH_TEXT[code], ELSEWHERE.get(code)].flatMap((one) => one ?? []);
}

function macintoshCodesOf(characters: readonly number[]): number[] {
  return characters.map((character) => MACINTOSH_TEXT.indexOf(character)).filter((code) => code >= 0);
}

function charactersFrom(upper: string): number[] {
  return [...Array(ASCII).keys(), ...Array.from(upper, (character) => character.charCodeAt(0))];
}
