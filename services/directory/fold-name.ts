/**
 * Latin letters that Unicode does not decompose (strokes, hooks, ligatures,
 * letters of their own), as they are typed where the keyboard has none of them.
 * Lower case only: names are levelled first.
 */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  ƚ: 'l',
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ɗ: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ƭ: 't',
  ʈ: 't',
  ı: 'i',
  ɨ: 'i',
  ȷ: 'j',
  ɉ: 'j',
  ĸ: 'k',
  ƙ: 'k',
  ŋ: 'n',
  ɲ: 'n',
  ƞ: 'n',
  ƀ: 'b',
  ɓ: 'b',
  ƈ: 'c',
  ȼ: 'c',
  ɇ: 'e',
  ǝ: 'e',
  ə: 'e',
  ɛ: 'e',
  ƒ: 'f',
  ǥ: 'g',
  ɠ: 'g',
  ɔ: 'o',
  ɵ: 'o',
  ȣ: 'ou',
  ƥ: 'p',
  ɋ: 'q',
  ɍ: 'r',
  ȿ: 's',
  ʉ: 'u',
  ʋ: 'v',
  ƴ: 'y',
  ɏ: 'y',
  ƶ: 'z',
  ȥ: 'z',
  ɀ: 'z',
  ʒ: 'z',
  ƣ: 'oi',
  ƕ: 'hv',
  ƿ: 'w',
  ƨ: 's',
};

/**
 * The form in which names are compared, always whole: NFKD, every Latin letter
 * in ASCII, lower case, without hyphens, apostrophes, blanks and other signs
 * (text taken from a page loses and gains blanks). Particles stay:
 * `d'Hautecombe` is not `Hautecombe`. Letters of other scripts stay what they
 * are, so that a look-alike never equals a Latin name.
 *
 * Empty for a text without letters: an empty key equals nothing.
 *
 * Both sides of a comparison and the blind index use this one function:
 * changing it means rebuilding every name index.
 */
export function foldName(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      // The apostrophe U+02BC counts as a letter, a modifying one: none of these is part of a name.
      .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '')
      .replace(/[^a-z0-9]/gu, (letter) => UNDECOMPOSED[letter] ?? letter)
  );
}
