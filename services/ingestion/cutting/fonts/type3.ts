import type { PdfDictionary } from '../../../sealing/pdf/values';
import type { Resolved, SourceObjects } from '../source-objects';

/** Names of the glyph procedures that these codes draw: such a font's encoding is a list of differences (9.6.5). */
export function glyphProcedureNames(
  source: SourceObjects,
  font: Resolved<PdfDictionary>,
  codes: ReadonlySet<number>,
): string[] {
  const differences = readDifferences(source, font);
  return [...codes].flatMap((code) => differences.get(code) ?? []);
}

/** ISO 32000-1, 9.6.6: `[code name name … code name …]`. */
export function readDifferences(source: SourceObjects, font: Resolved<PdfDictionary>): Map<number, string> {
  const encoding = source.dictionaryAt(font, 'Encoding');
  const names = new Map<number, string>();
  let code = 0;
  for (const item of (encoding && source.itemsAt(encoding, 'Differences')) ?? []) {
    const value = source.resolve(item)?.value;
    if (value?.kind === 'number') code = value.value;
    else if (value?.kind === 'name') {
      names.set(code, value.value);
      code += 1;
    }
  }
  return names;
}
