/** A name where text alone can stand, as in an option of a list: what is not seen and changes what is becomes a blank. */
export function withoutUnseen(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, ' ');
}
