import { createHash, X509Certificate } from 'node:crypto';
import { childrenOf, encodingOf, expectTag, readWhole, TAG } from '../asn1/read-der';
import { der, objectIdentifier, octetString, sequence, setOf, unsignedInteger } from '../asn1/write-der';
import type { SealKey } from '../seal-key';
import { OID, SHA256_ALGORITHM, SIGNATURE_ALGORITHM } from './algorithms';

/** Builds CMS signatures (RFC 5652) of one key; what does not change per document is encoded once. */
export interface SignatureBuilder {
  /** DER SET OF: what the key signs. `digest`: SHA-256 of the signed bytes. */
  signedAttributes(digest: Buffer): Buffer;
  /** ContentInfo. `token`: RFC 3161 token over the signature value, or NULL. */
  assemble(signedAttributes: Buffer, signature: Buffer, token: Buffer | null): Buffer;
  /** Bytes that `assemble` needs at most without a token. */
  readonly maxBytes: number;
}

const VERSION_1 = unsignedInteger(Buffer.of(1));
/** Longest ECDSA-Sig-Value for P-256. */
const MAX_ECDSA_BYTES = 72;
/** Length octets that grow with a token: SignedData and its ancestors. */
const TOKEN_OVERHEAD = 32;

/**
 * CAdES as PAdES baseline wants it (EN 319 142-1, 6.3): content-type,
 * message-digest and signing-certificate-v2, no signing-time, nothing encapsulated.
 * A self-signed root is left out: a verifier must have it from elsewhere.
 */
export function createSignatureBuilder(key: Pick<SealKey, 'algorithm' | 'chain'>): SignatureBuilder {
  const [certificate] = key.chain;
  const { issuer, serial } = readIssuerAndSerial(certificate);
  const contentType = attribute(OID.contentType, objectIdentifier(OID.data));
  const signingCertificate = attribute(OID.signingCertificateV2, signingCertificateV2(certificate));
  const messageDigestType = objectIdentifier(OID.messageDigest);
  const timeStampType = objectIdentifier(OID.timeStampToken);
  const certificates = der(0xa0, ...key.chain.filter((each, index) => index === 0 || !isSelfIssued(each)));
  const start = [VERSION_1, setOf(SHA256_ALGORITHM), sequence(objectIdentifier(OID.data)), certificates];
  const signerStart = [VERSION_1, sequence(issuer, serial), SHA256_ALGORITHM];
  const signatureAlgorithm = SIGNATURE_ALGORITHM[key.algorithm];
  const signedDataType = objectIdentifier(OID.signedData);

  function assemble(signedAttributes: Buffer, signature: Buffer, token: Buffer | null): Buffer {
    // The attributes are signed as a SET OF and stored under [0] IMPLICIT.
    const stored = Buffer.from(signedAttributes);
    stored[0] = 0xa0;
    const unsigned = token === null ? [] : [der(0xa1, sequence(timeStampType, setOf(token)))];
    const signer = sequence(...signerStart, stored, signatureAlgorithm, octetString(signature), ...unsigned);
    return sequence(signedDataType, der(0xa0, sequence(...start, setOf(signer))));
  }

  function signedAttributes(digest: Buffer): Buffer {
    return setOf(contentType, sequence(messageDigestType, setOf(octetString(digest))), signingCertificate);
  }

  const largest = Buffer.alloc(key.algorithm === 'rsa' ? rsaBytes(certificate) : MAX_ECDSA_BYTES);
  const maxBytes = assemble(signedAttributes(Buffer.alloc(32)), largest, null).length + TOKEN_OVERHEAD;
  return { signedAttributes, assemble, maxBytes };
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(type), setOf(value));
}

/** RFC 5035, section 3: one ESSCertIDv2, SHA-256 being its default. */
function signingCertificateV2(certificate: Buffer): Buffer {
  const hash = createHash('sha256').update(certificate).digest();
  return sequence(sequence(sequence(octetString(hash))));
}

/** As encoded in the certificate: a name is compared byte for byte. */
function readIssuerAndSerial(certificate: Buffer): { issuer: Buffer; serial: Buffer } {
  const { issuer, serial } = readTbs(certificate);
  return { issuer: encodingOf(issuer), serial: encodingOf(serial) };
}

function isSelfIssued(certificate: Buffer): boolean {
  const { issuer, subject } = readTbs(certificate);
  return encodingOf(issuer).equals(encodingOf(subject));
}

function readTbs(certificate: Buffer) {
  const [tbs] = childrenOf(readWhole(certificate, TAG.sequence));
  const fields = childrenOf(expectTag(tbs, TAG.sequence));
  const versioned = fields[0]?.tag === TAG.context0 ? fields.slice(1) : fields;
  const [serial, , issuer, , subject] = versioned;
  return {
    serial: expectTag(serial, TAG.integer),
    issuer: expectTag(issuer, TAG.sequence),
    subject: expectTag(subject, TAG.sequence),
  };
}

function rsaBytes(certificate: Buffer): number {
  const bits = new X509Certificate(certificate).publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  return Math.ceil(bits / 8);
}
