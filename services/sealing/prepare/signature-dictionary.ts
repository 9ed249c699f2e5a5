import { toPdfDate, toTextString } from '../pdf/text-string';

/** What the signed bytes say about the deposit. */
export interface SealStatement {
  /** Who deposits, in the words of the employer's country: `Déposé par …, SIRET …`. */
  readonly reason: string;
  readonly name?: string;
  readonly contactInfo?: string;
}

/** [0, start of gap, end of gap, bytes after the gap]; the gap is /Contents with its angle brackets. */
export type ByteRange = readonly [0, number, number, number];

/** Ten digits reach beyond any file taken here. */
const PLACEHOLDER = '[0 0000000000 0000000000 0000000000]';

export interface SignatureDictionary {
  /** Up to and including the `<` that opens /Contents. */
  readonly head: string;
  /** From the `>` that closes it. */
  readonly tail: string;
  /** Where the /ByteRange array stands in `head`. */
  readonly byteRangeAt: number;
}

/**
 * PAdES baseline (EN 319 142-1, 6.3): ETSI.CAdES.detached, /M present, no /Cert.
 * The claimed time stands here because a signing-time attribute is forbidden.
 */
export function writeSignatureDictionary(statement: SealStatement, claimedTime: Date): SignatureDictionary {
  const entries = [
    '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/M ${toPdfDate(claimedTime)}`,
    `/Reason ${toTextString(statement.reason)}`,
    ...(statement.name === undefined ? [] : [`/Name ${toTextString(statement.name)}`]),
    ...(statement.contactInfo === undefined ? [] : [`/ContactInfo ${toTextString(statement.contactInfo)}`]),
  ];
  const beforeRange = `<< ${entries.join(' ')} /ByteRange `;
  return {
    head: `${beforeRange}${PLACEHOLDER} /Contents <`,
    tail: '> >>',
    byteRangeAt: beforeRange.length,
  };
}

/** As long as the placeholder, whatever the numbers. */
export function writeByteRange(range: ByteRange): string {
  return `[${range.join(' ')}]`.padEnd(PLACEHOLDER.length, ' ');
}

/** The invisible field and its widget in one (ISO 32000-1, 12.7.4.5). Flags: print and locked. */
export function writeSignatureField(numbers: { field: number; signature: number; page: string }): string {
  return (
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Cachet ${numbers.field}) /Rect [0 0 0 0] /F 132 ` +
    `/P ${numbers.page} /V ${numbers.signature} 0 R >>`
  );
}
