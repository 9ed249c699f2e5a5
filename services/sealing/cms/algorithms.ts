import { nullValue, objectIdentifier, sequence } from '../asn1/write-der';
import type { SealAlgorithm } from '../seal-key';

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** RFC 5754, section 2: SHA-256 without parameters. */
export const SHA256_ALGORITHM = sequence(objectIdentifier(OID.sha256));

/** RFC 5754, section 3. */
export const SIGNATURE_ALGORITHM: Readonly<Record<SealAlgorithm, Buffer>> = {
  'ecdsa-p256': sequence(objectIdentifier('1.2.840.10045.4.3.2')),
  rsa: sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue()),
};
