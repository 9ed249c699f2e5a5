import { createHash } from 'node:crypto';
import type { PdfDictionary } from '../../../sealing/pdf/values';
import type { WorkBudget } from '../../../sealing/pdf/work-budget';
import type { NamesUsed } from '../find-usage';
import type { ObjectCopier } from '../object-copier';
import type { Shape } from '../shapes';
import type { Resolved, SourceObjects } from '../source-objects';
import { deflate, type SlipWriter, writeName } from '../write-slip';
import { readCharacterTables, writeCharacterTables } from './character-tables';
import { cutTrueType } from './cut-truetype';
import { pruneToUnicode } from './prune-to-unicode';
import { pruneWidths } from './prune-widths';
import { writeSfnt } from './sfnt';
import { glyphProcedureNames } from './type3';
import {
  descendantOf,
  fontFileOf,
  glyphMapOf,
  hasIdentityEncoding,
  type ProgramCut,
  type ProgramCuts,
} from './wanted-glyphs';

/** Writes fonts with what the slip's text uses of them. */
export interface FontCopier {
  /** The font dictionary; what it refers to is copied with it. */
  write(font: Resolved<PdfDictionary>): string;
  /** A font file cut down. NULL: it comes along as it is. */
  programOf(file: Resolved<PdfDictionary>): { readonly dictionary: string; readonly data: Uint8Array } | null;
}

export interface FontParts {
  readonly source: SourceObjects;
  readonly writer: SlipWriter;
  readonly budget: WorkBudget;
  readonly codesOf: (font: PdfDictionary) => ReadonlySet<number>;
  readonly namesOf: (owner: PdfDictionary) => NamesUsed | undefined;
  readonly cuts: ProgramCuts;
}

const SIMPLE: Readonly<Record<string, Shape>> = {
  FirstChar: 'plain',
  LastChar: 'plain',
  Widths: 'plain',
  Encoding: 'encoding',
};
const DESCRIPTOR: Readonly<Record<string, Shape>> = {
  FontFamily: 'plain',
  FontStretch: 'plain',
  FontWeight: 'plain',
  Flags: 'plain',
  FontBBox: 'plain',
  ItalicAngle: 'plain',
  Ascent: 'plain',
  Descent: 'plain',
  Leading: 'plain',
  CapHeight: 'plain',
  XHeight: 'plain',
  StemV: 'plain',
  StemH: 'plain',
  AvgWidth: 'plain',
  MaxWidth: 'plain',
  MissingWidth: 'plain',
  Style: 'panose',
  FontFile: 'fontProgram',
  FontFile2: 'fontProgram',
  FontFile3: 'fontProgram',
};
const TYPE3: Readonly<Record<string, Shape>> = { ...SIMPLE, FontBBox: 'plain', FontMatrix: 'plain' };
const SIMPLE_TYPES = new Set(['Type1', 'MMType1', 'TrueType']);
const SUBSET_TAG = /^[A-Z]{6}\+/;

export function createFontCopier(parts: FontParts, copier: ObjectCopier): FontCopier {
  const { source, writer, budget, codesOf, namesOf, cuts } = parts;
  const descriptors = new Map<PdfDictionary, number>();

  function write(font: Resolved<PdfDictionary>): string {
    const type = source.nameAt(font, 'Subtype') ?? '';
    if (type === 'Type0') return writeComposite(font);
    if (type === 'Type3') return writeType3(font);
    const subtype = SIMPLE_TYPES.has(type) ? type : 'Type1';
    const entries = copier.copyEntries(font, SIMPLE);
    return `<< /Type /Font /Subtype /${subtype} ${writeNames(font, font)}${entries}${writeToUnicode(font)}>>`;
  }

  function writeComposite(font: Resolved<PdfDictionary>): string {
    const descendant = descendantOf(source, font);
    const entries = copier.copyEntries(font, { Encoding: 'characterMap' });
    const base = `<< /Type /Font /Subtype /Type0 ${writeMarkedName('BaseFont', font, font)}${entries}${writeToUnicode(font)}`;
    if (!descendant) return `${base}>>`;
    const number = writer.reserve();
    writer.define(number, writeDescendant(font, descendant));
    return `${base}/DescendantFonts [${number} 0 R] >>`;
  }

  function writeDescendant(font: Resolved<PdfDictionary>, descendant: Resolved<PdfDictionary>): string {
    const subtype = source.nameAt(descendant, 'Subtype') === 'CIDFontType0' ? 'CIDFontType0' : 'CIDFontType2';
    const cids = hasIdentityEncoding(source, font) ? codesOf(font.value) : null;
    const entries = copier.copyEntries(descendant, {
      CIDSystemInfo: 'cidSystemInfo',
      DW: 'plain',
      DW2: 'plain',
      W2: 'plain',
    });
    const widths = cids && pruneWidths(source, source.itemsAt(descendant, 'W') ?? [], cids, budget);
    const written = widths === null ? copier.copyEntries(descendant, { W: 'plain' }) : `/W ${widths} `;
    return `<< /Type /Font /Subtype /${subtype} ${writeNames(font, descendant)}${entries}${written}${writeGlyphMap(descendant, cids)}>>`;
  }

  /** A whole map has 128 kB of glyphs that the slip does not draw. */
  function writeGlyphMap(descendant: Resolved<PdfDictionary>, cids: ReadonlySet<number> | null): string {
    const map = glyphMapOf(source, descendant);
    if (map === null || map === 'identity' || cids === null) {
      return copier.copyEntries(descendant, { CIDToGIDMap: 'data' });
    }
    const pruned = Buffer.alloc(Math.min(map.length, 2 * (Math.max(0, ...cids) + 1)));
    for (const cid of cids) if (2 * cid + 1 < pruned.length) map.copy(pruned, 2 * cid, 2 * cid, 2 * cid + 2);
    return `/CIDToGIDMap ${writeData(pruned)} `;
  }

  function writeType3(font: Resolved<PdfDictionary>): string {
    const procedures = source.dictionaryAt(font, 'CharProcs');
    const names = procedures ? new Set(glyphProcedureNames(source, font, codesOf(font.value))) : [];
    const glyphs = [...names].sort().map((name) => {
      const glyph = procedures && copier.copy(source.entry(procedures, name), 'glyphProcedure');
      return glyph ? `${writeName(name)} ${glyph} ` : '';
    });
    const resources = source.dictionaryAt(font, 'Resources');
    const own = resources ? `/Resources ${copier.copyResources(resources, namesOf(font.value))} ` : '';
    return `<< /Type /Font /Subtype /Type3 ${copier.copyEntries(font, TYPE3)}/CharProcs << ${glyphs.join('')}>> ${own}${writeToUnicode(font)}>>`;
  }

  function writeToUnicode(font: Resolved<PdfDictionary>): string {
    const map = source.dictionaryAt(font, 'ToUnicode');
    if (!map || !source.isStream(map)) return copier.copyEntries(font, { ToUnicode: 'data' });
    const pruned = pruneToUnicode(source.decoded(map), codesOf(font.value));
    return pruned === null
      ? copier.copyEntries(font, { ToUnicode: 'data' })
      : `/ToUnicode ${writeData(Buffer.from(pruned, 'latin1'))} `;
  }

  /** The font's name and its descriptor, which carries the same mark. */
  function writeNames(font: Resolved<PdfDictionary>, described: Resolved<PdfDictionary>): string {
    return `${writeMarkedName('BaseFont', font, described)}${writeDescriptor(font, described)}`;
  }

  function writeDescriptor(font: Resolved<PdfDictionary>, described: Resolved<PdfDictionary>): string {
    const descriptor = source.dictionaryAt(described, 'FontDescriptor');
    if (!descriptor) return '';
    let number = descriptors.get(descriptor.value);
    if (number === undefined) {
      number = writer.reserve();
      descriptors.set(descriptor.value, number);
      const name = writeMarkedName('FontName', font, descriptor);
      writer.define(
        number,
        `<< /Type /FontDescriptor ${name}${copier.copyEntries(descriptor, DESCRIPTOR)}>>`,
      );
    }
    return `/FontDescriptor ${number} 0 R `;
  }

  /** Six capitals mark a subset (ISO 32000-1, 9.6.4): two slips hold different ones of one font. */
  function writeMarkedName(
    key: string,
    font: Resolved<PdfDictionary>,
    named: Resolved<PdfDictionary>,
  ): string {
    const name = source.nameAt(named, key);
    if (name === undefined) return '';
    const file = fontFileOf(source, font);
    const cut = file?.number == null ? undefined : cuts.get(file.number);
    return `/${key} ${writeName(cut ? `${subsetTag(cut)}+${name.replace(SUBSET_TAG, '')}` : name)} `;
  }

  function writeData(data: Uint8Array): string {
    const number = writer.reserve();
    writer.define(number, '<< /Filter /FlateDecode >>', deflate(data));
    return `${number} 0 R`;
  }

  return {
    write,
    programOf(file) {
      const cut = file.number === null ? undefined : cuts.get(file.number);
      const tables = cut && cutTrueType(cut.program.font, cut.glyphs);
      if (!tables) return null;
      const characters = cut.needsCharacters && cut.program.font.tables.get('cmap');
      const maps = characters && readCharacterTables(characters);
      if (maps) tables.set('cmap', writeCharacterTables(maps, cut.glyphs));
      const data = writeSfnt(tables);
      return {
        dictionary: `<< /Length1 ${data.length} /Filter /FlateDecode >>`,
        data: deflate(data),
      };
    },
  };
}

function subsetTag({ glyphs }: ProgramCut): string {
  const sorted = [...glyphs].sort((a, b) => a - b).join();
  const digest = createHash('sha256').update(sorted).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
