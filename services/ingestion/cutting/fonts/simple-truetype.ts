import type { PdfDictionary } from '../../../sealing/pdf/values';
import type { Resolved, SourceObjects } from '../source-objects';
import type { TrueTypeFont } from './cut-truetype';

/** Single-byte codes reach glyphs by several ways, which readers try in different orders (ISO 32000-1, 9.6.6.4). */
export function simpleTrueTypeGlyphs(
  _source: SourceObjects,
  _font: Resolved<PdfDictionary>,
  _codes: ReadonlySet<number>,
  _program: TrueTypeFont,
): ReadonlySet<number> | null {
  return null;
}
