/** One element of hostile DER. Ranges are positions in `bytes`, which is never copied. */
export interface DerElement {
  readonly bytes: Buffer;
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Not DER, or not the structure it should be. Callers turn it into their own code. */
export class DerError extends Error {
  constructor() {
    super('not the DER expected');
    this.name = 'DerError';
  }
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

/** The whole buffer as one element: bytes behind it are refused. */
export function readWhole(bytes: Buffer, tag: number): DerElement {
  const element = readAt(bytes, 0, bytes.length);
  if (element.end !== bytes.length) throw new DerError();
  return expectTag(element, tag);
}

export function childrenOf(element: DerElement): DerElement[] {
  const children: DerElement[] = [];
  for (let at = element.contentStart; at < element.end; ) {
    const child = readAt(element.bytes, at, element.end);
    children.push(child);
    at = child.end;
  }
  return children;
}

export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new DerError();
  return element;
}

export function contentOf(element: DerElement): Buffer {
  return element.bytes.subarray(element.contentStart, element.end);
}

/** Header included. */
export function encodingOf(element: DerElement): Buffer {
  return element.bytes.subarray(element.start, element.end);
}

export function oidOf(element: DerElement | undefined): string {
  const content = contentOf(expectTag(element, TAG.objectIdentifier));
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new DerError();
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [first, ...rest] = arcs;
  if (first === undefined || (content.at(-1) ?? 0x80) > 0x7f) throw new DerError();
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** A non-negative INTEGER as the bytes of its number, without leading zeros. */
export function unsignedOf(element: DerElement | undefined): Buffer {
  const content = contentOf(expectTag(element, TAG.integer));
  if (content.length === 0 || (content[0] ?? 0) > 127) throw new DerError();
  let at = 0;
  while (at < content.length - 1 && content[at] === 0) at++;
  return content.subarray(at);
}

export function smallIntegerOf(element: DerElement | undefined): number {
  const value = unsignedOf(element);
  if (value.length > 4) throw new DerError();
  return value.readUIntBE(0, value.length);
}

/** GeneralizedTime in UTC with optional fraction (X.690, 11.7). Finer than a millisecond is cut. */
export function timeOf(element: DerElement | undefined): Date {
  const text = contentOf(expectTag(element, TAG.generalizedTime)).toString('latin1');
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (parts === null) throw new DerError();
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  if (Number.isNaN(time.getTime())) throw new DerError();
  return time;
}

function readAt(bytes: Buffer, start: number, limit: number): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  // Tags above 30 and indefinite lengths do not occur in what is read here.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || start + 2 > limit) {
    throw new DerError();
  }
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 3 || start + 2 + lengthBytes > limit) throw new DerError();
  const contentStart = start + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(start + 2, lengthBytes);
  if (contentStart + length > limit) throw new DerError();
  return { bytes, tag, start, contentStart, end: contentStart + length };
}
