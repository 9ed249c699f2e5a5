/**
 * The text as it was meant.
 *
 * Some producers write the letters of a ligature into its Unicode mapping with
 * swapped bytes: `ti` is read as U+7400 U+6900 (seen from Ghostscript 10 over
 * Carlito). No French text holds those ideographs, and no name may be lost to
 * them. Composed letters, one kind of blank, no soft hyphens nor controls.
 */
export function repairText(text: string): string {
  return text
    .replace(/[\u4100-\u7a00]/gu, (sign) => {
      const code = sign.charCodeAt(0);
      const letter = String.fromCharCode(code >> 8);
      return (code & 0xff) === 0 && /[A-Za-z]/u.test(letter) ? letter : sign;
    })
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ');
}
