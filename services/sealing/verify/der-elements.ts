/** One DER element of hostile bytes, as views on them. */
export interface DerElement {
  readonly tag: number;
  readonly whole: Buffer;
  readonly content: Buffer;
}

/** The first element of the bytes, NULL where there is none. Definite lengths, low tags only. */
export function firstElement(bytes: Buffer): DerElement | null {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80) return null;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4 || bytes.length < 2 + octets) return null;
  const length = octets === 0 ? first : bytes.readUIntBE(2, octets);
  const end = 2 + octets + length;
  if (end > bytes.length) return null;
  return { tag, whole: bytes.subarray(0, end), content: bytes.subarray(2 + octets, end) };
}

/** The elements side by side that fill the bytes, NULL where they do not. */
export function elementsOf(bytes: Buffer): DerElement[] | null {
  const elements: DerElement[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const element = firstElement(rest);
    if (element === null) return null;
    elements.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return elements;
}

const CONSTRUCTED = 0x20;
const MAX_DEPTH = 48;

/**
 * Whether the bytes are one element whose every part fills its parent exactly,
 * with the shortest lengths (X.690, 10.1): parsers forgive what this does not,
 * and what they forgive could be changed unseen.
 */
export function isStrictDer(bytes: Buffer, depth = 0): boolean {
  const element = firstElement(bytes);
  if (element === null || element.whole.length !== bytes.length || depth > MAX_DEPTH) return false;
  if (element.tag === 0 || !hasShortestLength(element)) return false;
  if ((element.tag & CONSTRUCTED) === 0) return true;
  const children = elementsOf(element.content);
  return children?.every(({ whole }) => isStrictDer(whole, depth + 1)) === true;
}

function hasShortestLength({ whole, content }: DerElement): boolean {
  const octets = whole.length - content.length - 2;
  if (octets === 0) return true;
  return content.length > 0x7f && (octets === 1 || content.length >= 2 ** (8 * (octets - 1)));
}
