/**
 * SIRET: 14 digits whose Luhn sum is a multiple of ten (INSEE, SIRENE
 * repertory; ISO/IEC 7812-1 annex B).
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < 14; index += 1) {
    const digit = Number(text[13 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
