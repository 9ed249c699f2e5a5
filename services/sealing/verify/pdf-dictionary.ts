/** A value of a signature dictionary and where it stands: [start, end). */
export type SyntaxValue = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, SyntaxValue> }
  | { readonly kind: 'array'; readonly items: readonly SyntaxValue[] }
  | { readonly kind: 'string'; readonly bytes: Buffer }
  | { readonly kind: 'hex-string' }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }
);

const MAX_DEPTH = 16;
const BLANKS = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** One value of PDF syntax (ISO 32000-1, 7.3), NULL where the bytes do not hold one. */
export function parseValue(bytes: Buffer, from: number, depth = 0): SyntaxValue | null {
  const start = skipBlanks(bytes, from);
  const code = bytes[start];
  if (code === undefined || depth > MAX_DEPTH) return null;
  if (code === 0x3c && bytes[start + 1] === 0x3c) return parseDictionary(bytes, start, depth);
  if (code === 0x3c) return parseHexString(bytes, start);
  if (code === 0x28) return parseString(bytes, start);
  if (code === 0x5b) return parseArray(bytes, start, depth);
  const end = endOfWord(bytes, code === 0x2f ? start + 1 : start);
  if (end === start) return null;
  if (code === 0x2f) return { kind: 'name', text: bytes.toString('latin1', start + 1, end), start, end };
  return { kind: 'word', text: bytes.toString('latin1', start, end), start, end };
}

function parseDictionary(bytes: Buffer, start: number, depth: number): SyntaxValue | null {
  const entries = new Map<string, SyntaxValue>();
  let key: string | null = null;
  for (let at = start + 2; ; ) {
    at = skipBlanks(bytes, at);
    if (bytes[at] === 0x3e && bytes[at + 1] === 0x3e) {
      return { kind: 'dictionary', entries, start, end: at + 2 };
    }
    const value = parseValue(bytes, at, depth + 1);
    if (value === null) return null;
    at = value.end;
    if (value.kind === 'name' && (key === null || entries.has(key))) {
      // A second value under one name could be read either way.
      if (entries.has(value.text)) return null;
      key = value.text;
    } else if (key !== null && !entries.has(key)) {
      entries.set(key, value);
    } else if (value.kind !== 'word') return null;
  }
}

function parseArray(bytes: Buffer, start: number, depth: number): SyntaxValue | null {
  const items: SyntaxValue[] = [];
  for (let at = start + 1; ; ) {
    at = skipBlanks(bytes, at);
    if (bytes[at] === 0x5d) return { kind: 'array', items, start, end: at + 1 };
    const value = parseValue(bytes, at, depth + 1);
    if (value === null) return null;
    items.push(value);
    at = value.end;
  }
}

function parseHexString(bytes: Buffer, start: number): SyntaxValue | null {
  const close = bytes.indexOf(0x3e, start);
  return close < 0 ? null : { kind: 'hex-string', start, end: close + 1 };
}

function parseString(bytes: Buffer, start: number): SyntaxValue | null {
  const out: number[] = [];
  let open = 1;
  for (let at = start + 1; at < bytes.length; at++) {
    const code = bytes[at] ?? 0;
    if (code === 0x5c) {
      const escaped = readEscape(bytes, at + 1);
      out.push(...escaped.bytes);
      at = escaped.end - 1;
      continue;
    }
    if (code === 0x28) open++;
    if (code === 0x29 && --open === 0) return { kind: 'string', bytes: Buffer.from(out), start, end: at + 1 };
    out.push(code);
  }
  return null;
}

function readEscape(bytes: Buffer, at: number): { bytes: number[]; end: number } {
  const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at, at + 3))?.[0];
  if (octal !== undefined) return { bytes: [Number.parseInt(octal, 8) & 0xff], end: at + octal.length };
  const char = String.fromCharCode(bytes[at] ?? 0);
  if (char === '\n') return { bytes: [], end: at + 1 };
  return { bytes: [(ESCAPED[char] ?? char).charCodeAt(0)], end: at + 1 };
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  for (let code = bytes[at]; code !== undefined; code = bytes[at]) {
    if (code === 0x25) while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    else if (BLANKS.has(code)) at++;
    else break;
  }
  return at;
}

function endOfWord(bytes: Buffer, from: number): number {
  let at = from;
  for (let code = bytes[at]; code !== undefined; code = bytes[at]) {
    if (BLANKS.has(code) || DELIMITERS.has(code)) break;
    at++;
  }
  return at;
}

/** A text string (ISO 32000-1, 7.9.2.2); Latin-1 stands for PDFDocEncoding. */
export function textOf(value: SyntaxValue | undefined, bytes: Buffer): string | null {
  const raw = rawOf(value, bytes);
  if (raw === null) return null;
  if (raw[0] === 0xfe && raw[1] === 0xff && raw.length % 2 === 0) {
    return Buffer.from(raw.subarray(2)).swap16().toString('utf16le');
  }
  if (raw.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) return raw.toString('utf8', 3);
  return raw.toString('latin1');
}

function rawOf(value: SyntaxValue | undefined, bytes: Buffer): Buffer | null {
  if (value?.kind === 'string') return value.bytes;
  if (value?.kind !== 'hex-string') return null;
  const digits = bytes.toString('latin1', value.start + 1, value.end - 1).replace(/\s/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** A date (ISO 32000-1, 7.9.4), NULL where it is none. */
export function dateOf(value: SyntaxValue | undefined, bytes: Buffer): Date | null {
  const pattern = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?'?)?/;
  const parts = pattern.exec(textOf(value, bytes) ?? '');
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(time.getTime()) ? null : time;
}
