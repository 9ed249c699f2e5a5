import { createHash, createSign } from 'node:crypto';
import { signatureAlgorithm } from './certificates';
import type { CertifiedKey } from './create-pki';
import { der, generalizedTime, integer, octetString, oid, sequence, setOf } from './der';

export interface TokenContent {
  readonly policy: string;
  /** MessageImprint, DER. */
  readonly imprint: Buffer;
  readonly serial: Buffer;
  readonly genTime: Date;
  /** INTEGER, DER; NULL where the request had none. */
  readonly nonce: Buffer | null;
  readonly includeCertificate: boolean;
}

/** Makes one RFC 3161 token. */
export type TokenIssuer = (content: TokenContent) => Buffer;

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
/** Our clock is the machine's: a second is what can be claimed. */
const ACCURACY = sequence(integer(1));

export function createTokenIssuer(key: CertifiedKey): TokenIssuer {
  const { issuer, serial } = issuerAndSerial(key.certificate);
  const certificateHash = createHash('sha256').update(key.certificate).digest();
  const contentType = attribute('1.2.840.113549.1.9.3', TST_INFO);
  // ESSCertIDv2 (RFC 5035), SHA-256 by default.
  const signingCertificate = attribute(
    '1.2.840.113549.1.9.16.2.47',
    sequence(sequence(sequence(octetString(certificateHash)))),
  );
  const version3 = integer(3);
  const version1 = integer(1);
  const digestAlgorithms = setOf(SHA256);
  const sid = sequence(issuer, serial);
  const algorithm = signatureAlgorithm(key.privateKey);
  const certificates = der(0xa0, key.certificate);
  const signedData = oid('1.2.840.113549.1.7.2');
  const messageDigest = oid('1.2.840.113549.1.9.4');

  return (content) => {
    const info = tstInfo(content);
    const digest = createHash('sha256').update(info).digest();
    const attributes = setOf(
      contentType,
      sequence(messageDigest, setOf(octetString(digest))),
      signingCertificate,
    );
    const signature = createSign('sha256').update(attributes).sign(key.privateKey);
    const stored = Buffer.from(attributes);
    stored[0] = 0xa0;
    const signer = sequence(version1, sid, SHA256, stored, algorithm, octetString(signature));
    const body = sequence(
      version3,
      digestAlgorithms,
      sequence(TST_INFO, der(0xa0, octetString(info))),
      ...(content.includeCertificate ? [certificates] : []),
      setOf(signer),
    );
    return sequence(signedData, der(0xa0, body));
  };
}

/** RFC 3161, 2.4.2. */
function tstInfo(content: TokenContent): Buffer {
  return sequence(
    integer(1),
    oid(content.policy),
    content.imprint,
    integer(content.serial),
    generalizedTime(content.genTime),
    ACCURACY,
    ...(content.nonce === null ? [] : [content.nonce]),
  );
}

export function grantedResponse(token: Buffer): Buffer {
  return sequence(sequence(integer(0)), token);
}

/** PKIFailureInfo, the bits used here. */
export const FAILURE = { badAlg: 0, badRequest: 2, badDataFormat: 5, unacceptedPolicy: 15 } as const;

export function rejectedResponse(failure: number): Buffer {
  const bits = Buffer.alloc((failure >> 3) + 1);
  bits[failure >> 3] = 0x80 >> (failure & 7);
  const failInfo = der(0x03, Buffer.of(7 - (failure & 7)), bits);
  return sequence(sequence(integer(2), failInfo));
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), setOf(value));
}

/** From our own certificate: TBSCertificate starts with version, serial, algorithm, issuer. */
function issuerAndSerial(certificate: Buffer): { issuer: Buffer; serial: Buffer } {
  const tbs = contentAt(certificate, contentAt(certificate, 0).start);
  const version = contentAt(certificate, tbs.start);
  const serial = contentAt(certificate, version.end);
  const algorithm = contentAt(certificate, serial.end);
  const issuer = contentAt(certificate, algorithm.end);
  return {
    serial: certificate.subarray(version.end, serial.end),
    issuer: certificate.subarray(algorithm.end, issuer.end),
  };
}

function contentAt(bytes: Buffer, at: number): { start: number; end: number } {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const octets = first & 0x7f;
  const start = at + 2 + octets;
  return { start, end: start + bytes.readUIntBE(at + 2, octets) };
}
