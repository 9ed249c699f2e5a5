/** A TimeStampReq (RFC 3161, 2.4.1) taken apart. Buffers are DER elements, header included. */
export interface ParsedRequest {
  readonly imprint: Buffer;
  readonly digestAlgorithm: string;
  readonly digestLength: number;
  readonly policy: Buffer | null;
  readonly nonce: Buffer | null;
  readonly certReq: boolean;
}

interface Element {
  readonly tag: number;
  readonly whole: Buffer;
  readonly content: Buffer;
}

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OID = 0x06;
const SEQUENCE = 0x30;
const BOOLEAN = 0x01;

/** NULL where it is none. */
export function parseRequest(bytes: Buffer): ParsedRequest | null {
  const [request, ...behind] = elementsOf(bytes) ?? [];
  if (request?.tag !== SEQUENCE || behind.length > 0) return null;
  const [version, imprint, ...optional] = elementsOf(request.content) ?? [];
  if (version?.tag !== INTEGER || version.content[0] !== 1 || imprint?.tag !== SEQUENCE) return null;
  const [algorithm, hashed] = elementsOf(imprint.content) ?? [];
  if (algorithm?.tag !== SEQUENCE || hashed?.tag !== OCTET_STRING) return null;
  const [identifier] = elementsOf(algorithm.content) ?? [];
  if (identifier?.tag !== OID) return null;
  return {
    imprint: imprint.whole,
    digestAlgorithm: identifier.content.toString('hex'),
    digestLength: hashed.content.length,
    policy: optional.find(({ tag }) => tag === OID)?.whole ?? null,
    nonce: optional.find(({ tag }) => tag === INTEGER)?.whole ?? null,
    certReq: optional.some(({ tag, content }) => tag === BOOLEAN && content[0] === 0xff),
  };
}

/** NULL where the bytes are not a row of elements with lengths that hold. */
function elementsOf(bytes: Buffer): Element[] | null {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at];
    const first = bytes[at + 1];
    if (tag === undefined || first === undefined) return null;
    const octets = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || octets > 2 || at + 2 + octets > bytes.length) return null;
    const start = at + 2 + octets;
    const end = start + (octets === 0 ? first : bytes.readUIntBE(at + 2, octets));
    if (end > bytes.length) return null;
    elements.push({ tag, whole: bytes.subarray(at, end), content: bytes.subarray(start, end) });
    at = end;
  }
  return elements;
}
