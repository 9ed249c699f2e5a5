import { randomBytes } from 'node:crypto';
import { der, octetString, sequence, unsignedInteger } from '../asn1/write-der';
import { SHA256_ALGORITHM } from '../cms/algorithms';

const VERSION_1 = unsignedInteger(Buffer.of(1));
const CERT_REQ = der(0x01, Buffer.of(0xff));

export interface TimestampRequest {
  readonly imprint: Buffer;
  /** Without leading zeros, as the answer is read. */
  readonly nonce: Buffer;
  readonly der: Buffer;
}

/** TimeStampReq (RFC 3161, 2.4.1) with nonce and certReq. `imprint`: a SHA-256 digest. */
export function createTimestampRequest(imprint: Buffer): TimestampRequest {
  const nonce = randomBytes(8);
  // Never zero, and never shortened by DER.
  nonce[0] = (nonce[0] ?? 0) | 0x40;
  return {
    imprint,
    nonce,
    der: sequence(
      VERSION_1,
      sequence(SHA256_ALGORITHM, octetString(imprint)),
      unsignedInteger(nonce),
      CERT_REQ,
    ),
  };
}
