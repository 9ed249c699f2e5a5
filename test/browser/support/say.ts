/** A sentence of a catalogue as Playwright compares it: the build puts blanks that no line breaks at. */
export function spoken(sentence: string): string {
  return sentence.replaceAll(/\s+/gu, ' ').trim();
}
