/** Latin letters that Unicode does not decompose (NFKD leaves them whole). */
const UNDECOMPOSED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    œ: 'oe',
    æ: 'ae',
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ħ: 'h',
    ı: 'i',
    ŋ: 'n',
    ĸ: 'k',
    ŧ: 't',
    ƒ: 'f',
    ə: 'e',
    ɖ: 'd',
    ɗ: 'd',
    ƙ: 'k',
    ɓ: 'b',
    ƴ: 'y',
    ƀ: 'b',
    ɨ: 'i',
    ɵ: 'o',
    ǝ: 'e',
    ȷ: 'j',
  }),
);

/**
 * What two spellings of one name have in common: NFKD, every Latin letter as
 * ASCII, lower case, without hyphens, apostrophes and blanks. Particles stay:
 * `d'Hautecombe` and `Hautecombe` differ. Letters of other scripts stay as they
 * are, so that a look-alike never equals a Latin name.
 *
 * Empty for a text without letters: an empty key equals nothing.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Lm}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[^a-z0-9]/gu, (letter) => UNDECOMPOSED.get(letter) ?? letter);
}

/** The words of a printed name; a hyphen or an apostrophe does not end one. */
export function nameWords(text: string): string[] {
  return text.split(/[\s\u00a0\u202f]+/u).filter((word) => foldName(word) !== '');
}
