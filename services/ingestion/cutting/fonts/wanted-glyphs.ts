import type { PdfDictionary } from '../../../sealing/pdf/values';
import type { Resolved, SourceObjects } from '../source-objects';
import { closeOverComponents } from './cut-truetype';
import type { FontProgram, FontPrograms } from './font-programs';
import { simpleTrueTypeGlyphs } from './simple-truetype';

/** How a font file is cut for one slip: for all the slip's fonts that draw from it. */
export interface ProgramCut {
  readonly program: FontProgram;
  readonly glyphs: ReadonlySet<number>;
  /** Whether a font finds its glyphs through the file's own tables of characters. */
  readonly needsCharacters: boolean;
}

/** By number of the font file's object; a file that is not there is kept whole. */
export type ProgramCuts = ReadonlyMap<number, ProgramCut>;

const TWO_BYTE_IDENTITY = new Set(['Identity-H', 'Identity-V']);

/** Decides for each font file which of its glyphs are drawn. In doubt it is kept whole: never a broken slip. */
export function planProgramCuts(
  source: SourceObjects,
  programs: FontPrograms,
  fonts: readonly { readonly font: Resolved<PdfDictionary>; readonly codes: ReadonlySet<number> }[],
): ProgramCuts {
  const wanted = new Map<number, { program: FontProgram; glyphs: Set<number>; needsCharacters: boolean }>();
  const whole = new Set<number>();
  for (const { font, codes } of fonts) {
    const file = fontFileOf(source, font);
    if (file?.number == null) continue;
    const program = programs.get(file.number, () => source.decoded(file));
    const isComposite = source.nameAt(font, 'Subtype') === 'Type0';
    const glyphs =
      program && (isComposite ? compositeGlyphs : simpleTrueTypeGlyphs)(source, font, codes, program.font);
    if (!program || !glyphs) {
      whole.add(file.number);
      continue;
    }
    const plan = wanted.get(file.number) ?? { program, glyphs: new Set<number>(), needsCharacters: false };
    for (const glyph of glyphs) plan.glyphs.add(glyph);
    plan.needsCharacters ||= !isComposite;
    wanted.set(file.number, plan);
  }
  const cuts = new Map<number, ProgramCut>();
  for (const [number, plan] of wanted) {
    const glyphs = whole.has(number) ? null : closeOverComponents(plan.program.font, plan.glyphs);
    if (glyphs) cuts.set(number, { ...plan, glyphs });
  }
  return cuts;
}

export function descendantOf(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
): Resolved<PdfDictionary> | undefined {
  return source.dictionary(source.itemsAt(font, 'DescendantFonts')?.[0]);
}

export function fontFileOf(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
): Resolved<PdfDictionary> | undefined {
  const described = source.nameAt(font, 'Subtype') === 'Type0' ? descendantOf(source, font) : font;
  const descriptor = described && source.dictionaryAt(described, 'FontDescriptor');
  return (
    descriptor &&
    (source.dictionaryAt(descriptor, 'FontFile2') ?? source.dictionaryAt(descriptor, 'FontFile3'))
  );
}

/** Codes are glyph selectors where the encoding says so; other encodings need a map we do not have (9.7.5.2). */
export function hasIdentityEncoding(source: SourceObjects, font: Resolved<PdfDictionary>): boolean {
  return TWO_BYTE_IDENTITY.has(source.nameAt(font, 'Encoding') ?? '');
}

/** The map from selector to glyph (9.7.4.2). 'identity' where it says none; NULL where it cannot be read. */
export function glyphMapOf(
  source: SourceObjects,
  descendant: Resolved<PdfDictionary>,
): Buffer | 'identity' | null {
  const map = source.resolve(source.entry(descendant, 'CIDToGIDMap'));
  if (map === undefined || (map.value.kind === 'name' && map.value.value === 'Identity')) return 'identity';
  if (map.value.kind !== 'dictionary') return null;
  const stream = { ...map, value: map.value };
  return source.isStream(stream) ? source.decoded(stream) : null;
}

function compositeGlyphs(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
  codes: ReadonlySet<number>,
): ReadonlySet<number> | null {
  const descendant = descendantOf(source, font);
  if (!descendant || !hasIdentityEncoding(source, font)) return null;
  if (source.nameAt(descendant, 'Subtype') !== 'CIDFontType2') return null;
  const map = glyphMapOf(source, descendant);
  if (map === null || map === 'identity') return map && codes;
  return new Set([...codes].map((code) => (2 * code + 1 < map.length ? map.readUInt16BE(2 * code) : 0)));
}
