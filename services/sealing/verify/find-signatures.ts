import { createHash } from 'node:crypto';
import { firstElement } from './der-elements';
import { dateOf, parseValue, type SyntaxValue, textOf } from './pdf-dictionary';

/** A signature as it stands in the file, its CMS not yet looked at. */
export interface FoundSignature {
  readonly subFilter: string;
  /** Without the padding of the gap. NULL where the gap holds none. */
  readonly cms: Buffer | null;
  /** Digest of the signed bytes. */
  digest(algorithm: string): Buffer;
  /** End of what it speaks of. */
  readonly revisionBytes: number;
  readonly reason: string | null;
  readonly claimedTime: Date | null;
}

export interface FoundSignatures {
  /** Oldest revision first. */
  readonly signatures: readonly FoundSignature[];
  /** Places that speak of a byte range and hold no sound signature. */
  readonly malformed: number;
}

const MARK = '/ByteRange';
const OBJECT = /\d\s+\d+\s+obj$/;
/** Words `obj` to look at before giving a place up: they occur in texts too. */
const MAX_STEPS_BACK = 32;
/** A signature dictionary with its gap; bounds what each of many places costs. */
const MAX_OBJECT = 512 * 1024;
/** What every signature carries, whatever happened to its byte range. */
const TRACES = ['/ETSI.CAdES.detached', '/ETSI.RFC3161', '/adbe.pkcs7', '/adbe.x509'];

/**
 * Finds signatures by the bytes alone, without following the file's structure:
 * what decides is which bytes a signature covers, and the gap in them is exactly
 * its own /Contents. A hostile file gains nothing by hiding objects.
 *
 * NULL: more places than `max`.
 */
export function findSignatures(pdf: Buffer, max: number): FoundSignatures | null {
  const signatures: FoundSignature[] = [];
  let malformed = 0;
  for (let at = pdf.indexOf(MARK, 0, 'latin1'); at >= 0; at = pdf.indexOf(MARK, at + 1, 'latin1')) {
    if (signatures.length + malformed >= max) return null;
    const dictionary = findDictionary(pdf, at);
    const signature = dictionary && readSignature(pdf, dictionary);
    if (signature === null) malformed++;
    else signatures.push(signature);
  }
  if (signatures.length === 0 && TRACES.some((trace) => pdf.includes(trace, 0, 'latin1'))) malformed++;
  signatures.sort((a, b) => a.revisionBytes - b.revisionBytes);
  return { signatures, malformed };
}

type Entries = ReadonlyMap<string, SyntaxValue>;

/** The dictionary that the mark is a key of, in the object before it. */
function findDictionary(pdf: Buffer, mark: number): Entries | null {
  let at = mark;
  for (let step = 0; step < MAX_STEPS_BACK; step++) {
    at = at > 0 ? pdf.lastIndexOf('obj', at - 1, 'latin1') : -1;
    if (at < 0) return null;
    if (!OBJECT.test(pdf.toString('latin1', Math.max(0, at - 32), at + 3))) continue;
    // A view from the start of the file, so that positions stay those of the file.
    const value = parseValue(pdf.subarray(0, at + MAX_OBJECT), at + 3);
    return value && findHolder(value, mark);
  }
  return null;
}

function findHolder(value: SyntaxValue, mark: number): Entries | null {
  if (value.start > mark || value.end <= mark) return null;
  if (value.kind === 'array') return firstHolder(value.items, mark);
  if (value.kind !== 'dictionary') return null;
  return (
    firstHolder([...value.entries.values()], mark) ?? (value.entries.has('ByteRange') ? value.entries : null)
  );
}

function firstHolder(values: readonly SyntaxValue[], mark: number): Entries | null {
  for (const value of values) {
    const holder = findHolder(value, mark);
    if (holder !== null) return holder;
  }
  return null;
}

function readSignature(pdf: Buffer, entries: Entries): FoundSignature | null {
  const [start, gapStart, gapEnd, rest] = readRange(entries.get('ByteRange'));
  if (start !== 0 || gapStart === undefined || gapEnd === undefined || rest === undefined) return null;
  const contents = entries.get('Contents');
  const revisionBytes = gapEnd + rest;
  if (contents?.kind !== 'hex-string' || contents.start !== gapStart || contents.end !== gapEnd) return null;
  if (revisionBytes > pdf.length) return null;
  const filter = entries.get('SubFilter');
  return {
    subFilter: filter?.kind === 'name' ? filter.text : '',
    cms: readContents(pdf.toString('latin1', gapStart + 1, gapEnd - 1)),
    digest: (algorithm) =>
      createHash(algorithm)
        .update(pdf.subarray(0, gapStart))
        .update(pdf.subarray(gapEnd, revisionBytes))
        .digest(),
    revisionBytes,
    reason: textOf(entries.get('Reason'), pdf),
    claimedTime: dateOf(entries.get('M'), pdf),
  };
}

function readRange(value: SyntaxValue | undefined): number[] {
  if (value?.kind !== 'array' || value.items.length !== 4) return [];
  const numbers = value.items.map((item) =>
    item.kind === 'word' && /^\d{1,12}$/.test(item.text) ? Number(item.text) : Number.NaN,
  );
  return numbers.every(Number.isSafeInteger) ? numbers : [];
}

/** Nothing signs the gap itself: digits in one case and zero padding leave no second spelling of it. */
function readContents(digits: string): Buffer | null {
  if (digits.length % 2 !== 0 || !/^(?:[0-9a-f]*|[0-9A-F]*)$/.test(digits)) return null;
  const padded = Buffer.from(digits, 'hex');
  const element = firstElement(padded);
  if (element === null || padded.subarray(element.whole.length).some((byte) => byte !== 0)) return null;
  return element.whole;
}
