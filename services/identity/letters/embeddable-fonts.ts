import fontkit from '@pdf-lib/fontkit';

/**
 * The font engine as pdf-lib can use it. pdf-lib takes a subset's `encode()` for
 * one that returns bytes; this engine's writes into a stream that it is handed.
 * Without that method pdf-lib asks for `encodeStream()`, which both mean alike.
 */
export const embeddableFonts = {
  create: (bytes: Uint8Array) => {
    const font = fontkit.create(bytes);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      return {
        includeGlyph: (glyph: Parameters<typeof subset.includeGlyph>[0]) => subset.includeGlyph(glyph),
        encodeStream: () => subset.encodeStream(),
      };
    };
    return font;
  },
};
