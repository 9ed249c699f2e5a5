import {
  childrenOf,
  contentOf,
  type DerElement,
  DerError,
  encodingOf,
  expectTag,
  oidOf,
  readWhole,
  smallIntegerOf,
  TAG,
  timeOf,
  unsignedOf,
} from '../asn1/read-der';
import { OID } from '../cms/algorithms';
import { SealingError } from '../errors';

/** What a token says (TSTInfo, RFC 3161, 2.4.2), not yet believed. */
export interface TokenInfo {
  readonly policy: string;
  readonly digestAlgorithm: string;
  readonly imprint: Buffer;
  /** Hexadecimal. */
  readonly serial: string;
  readonly genTime: Date;
  readonly nonce: Buffer | null;
}

/** A token taken apart, nothing of it checked. */
export interface ReadToken {
  /** ContentInfo, as received. */
  readonly der: Buffer;
  readonly info: TokenInfo;
  /** The encapsulated TSTInfo. */
  readonly content: Buffer;
  readonly certificates: readonly Buffer[];
  readonly signer: {
    readonly digestAlgorithm: string;
    readonly signatureAlgorithm: string;
    readonly signature: Buffer;
    /** As signed: with the tag of a SET OF. */
    readonly signedAttributes: Buffer;
    /** The single value of each signed attribute, by type. */
    readonly attributes: ReadonlyMap<string, DerElement>;
  };
}

const GRANTED = 0;
const GRANTED_WITH_MODS = 1;
/** PKIFailureInfo bits that mean: not now. timeNotAvailable, systemFailure. */
const TRANSIENT_FAILURES = [14, 25];

/** Throws `tsa-rejected`, `tsa-unavailable` where the authority says it cannot now, `tsa-malformed`. */
export function readTimestampResponse(answer: Buffer): ReadToken {
  return orMalformed(() => {
    const [status, token] = childrenOf(readWhole(answer, TAG.sequence));
    const [code, ...details] = childrenOf(expectTag(status, TAG.sequence));
    const value = smallIntegerOf(code);
    if (value !== GRANTED && value !== GRANTED_WITH_MODS) {
      throw new SealingError(isTransient(details) ? 'tsa-unavailable' : 'tsa-rejected');
    }
    return readToken(Buffer.from(encodingOf(expectTag(token, TAG.sequence))));
  });
}

function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) throw new SealingError('tsa-malformed', { cause: error });
    throw error;
  }
}

function isTransient(details: readonly DerElement[]): boolean {
  const failure = details.find((detail) => detail.tag === 0x03);
  if (failure === undefined) return false;
  const bits = contentOf(failure).subarray(1);
  return TRANSIENT_FAILURES.some((bit) => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readToken(token: Buffer): ReadToken {
  const [type, wrapped] = childrenOf(readWhole(token, TAG.sequence));
  if (oidOf(type) !== OID.signedData) throw new DerError();
  const [, , encapsulated, ...rest] = childrenOf(
    expectTag(childrenOf(expectTag(wrapped, TAG.context0))[0], TAG.sequence),
  );
  const content = readEncapsulated(expectTag(encapsulated, TAG.sequence));
  const certificates = rest.find(({ tag }) => tag === TAG.context0);
  const [signer, ...others] = childrenOf(expectTag(rest.at(-1), TAG.set));
  if (others.length > 0) throw new DerError();
  return {
    der: token,
    info: readInfo(content),
    content,
    certificates: certificates === undefined ? [] : childrenOf(certificates).map(encodingOf),
    signer: readSigner(expectTag(signer, TAG.sequence)),
  };
}

function readEncapsulated(encapsulated: DerElement): Buffer {
  const [type, wrapped] = childrenOf(encapsulated);
  if (oidOf(type) !== OID.tstInfo) throw new DerError();
  return contentOf(expectTag(childrenOf(expectTag(wrapped, TAG.context0))[0], TAG.octetString));
}

function readInfo(content: Buffer): TokenInfo {
  const [version, policy, imprint, serial, genTime, ...optional] = childrenOf(
    readWhole(content, TAG.sequence),
  );
  if (smallIntegerOf(version) !== 1) throw new DerError();
  const [algorithm, hashed] = childrenOf(expectTag(imprint, TAG.sequence));
  const nonce = optional.find(({ tag }) => tag === TAG.integer);
  return {
    policy: oidOf(policy),
    digestAlgorithm: oidOf(childrenOf(expectTag(algorithm, TAG.sequence))[0]),
    imprint: contentOf(expectTag(hashed, TAG.octetString)),
    serial: unsignedOf(serial).toString('hex'),
    genTime: timeOf(genTime),
    nonce: nonce === undefined ? null : unsignedOf(nonce),
  };
}

function readSigner(signer: DerElement): ReadToken['signer'] {
  const [, , digest, attributes, signature, value] = childrenOf(signer);
  const signed = expectTag(attributes, TAG.context0);
  const signedAttributes = Buffer.from(encodingOf(signed));
  signedAttributes[0] = TAG.set;
  return {
    digestAlgorithm: oidOf(childrenOf(expectTag(digest, TAG.sequence))[0]),
    signatureAlgorithm: oidOf(childrenOf(expectTag(signature, TAG.sequence))[0]),
    signature: contentOf(expectTag(value, TAG.octetString)),
    signedAttributes,
    attributes: readAttributes(signed),
  };
}

/** An attribute given twice or with several values could be read in two ways: refused. */
function readAttributes(signed: DerElement): Map<string, DerElement> {
  const attributes = new Map<string, DerElement>();
  for (const attribute of childrenOf(signed)) {
    const [type, values] = childrenOf(expectTag(attribute, TAG.sequence));
    const [value, ...more] = childrenOf(expectTag(values, TAG.set));
    const name = oidOf(type);
    if (value === undefined || more.length > 0 || attributes.has(name)) throw new DerError();
    attributes.set(name, value);
  }
  return attributes;
}
