/** Code points at which PDFDocEncoding and Latin-1 agree (ISO 32000-1, annex D.3). */
const LATIN = /^[\x20-\x7e\xa1-\xac\xae-\xff]*$/;

/** A PDF text string (ISO 32000-1, 7.9.2.2): a literal where it is Latin, else UTF-16BE in hexadecimal. */
export function toTextString(text: string): string {
  if (LATIN.test(text)) {
    const escaped = text.replace(/[\\()]/g, (char) => `\\${char}`);
    return `(${escaped.replace(/[\x80-\xff]/g, (char) => `\\${char.charCodeAt(0).toString(8)}`)})`;
  }
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

/** A PDF date (ISO 32000-1, 7.9.4) in UTC, whole seconds. */
export function toPdfDate(date: Date): string {
  return `(D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}+00'00')`;
}
