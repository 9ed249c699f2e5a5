import { openTrueType, type TrueTypeFont } from './cut-truetype';
import { readSfnt } from './sfnt';

/** A font file that was read once and is cut from again and again. */
export type FontProgram = { readonly kind: 'truetype'; readonly font: TrueTypeFont };

/** What is kept of a source's font files: a merged PDF has a handful. Bytes. */
const CACHED = 64 * 2 ** 20;

/** Font files of one source by the number of their object; NULL: no font that can be cut. */
export interface FontPrograms {
  get(number: number, read: () => Buffer): FontProgram | null;
}

export function createFontPrograms(): FontPrograms {
  const known = new Map<number, { readonly program: FontProgram | null; readonly size: number }>();
  let held = 0;
  return {
    get(number, read) {
      const found = known.get(number);
      if (found !== undefined) return found.program;
      const file = read();
      for (const [oldest, { size }] of known) {
        if (held + file.length <= CACHED) break;
        known.delete(oldest);
        held -= size;
      }
      const program = openProgram(file);
      known.set(number, { program, size: file.length });
      held += file.length;
      return program;
    },
  };
}

function openProgram(file: Buffer): FontProgram | null {
  const tables = readSfnt(file);
  const font = tables && openTrueType(tables);
  return font && { kind: 'truetype', font };
}
