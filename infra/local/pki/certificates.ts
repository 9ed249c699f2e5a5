import {
  createHash,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import {
  bitString,
  boolean,
  certificateTime,
  der,
  integer,
  nullValue,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  utf8String,
} from './der';

export type KeyAlgorithm = 'p256' | 'rsa2048' | 'rsa3072';

export const KEY_ALGORITHMS: readonly KeyAlgorithm[] = ['p256', 'rsa2048', 'rsa3072'];

/** Who a certificate names. */
export interface Subject {
  readonly commonName: string;
  readonly organization: string;
  /** A legal person's (ETSI EN 319 412-3): `NTRFR-` and the SIREN. */
  readonly organizationIdentifier?: string;
}

export interface Issuer {
  readonly name: Buffer;
  readonly privateKey: KeyObject;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

export interface CertificateRequest {
  readonly subject: Subject;
  readonly publicKey: KeyObject;
  readonly validity: Validity;
  readonly extensions: readonly Buffer[];
}

export function generateKey(algorithm: KeyAlgorithm): KeyObject {
  if (algorithm === 'p256') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const modulusLength = algorithm === 'rsa2048' ? 2048 : 3072;
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

/** RFC 5280, 4.1, signed with SHA-256. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): Buffer {
  const algorithm = signatureAlgorithm(issuer.privateKey);
  const extensions = [
    ...request.extensions,
    extension('2.5.29.14', octetString(keyIdentifier(request.publicKey))),
    extension('2.5.29.35', sequence(der(0x80, keyIdentifier(createPublicKey(issuer.privateKey))))),
  ];
  const body = sequence(
    der(0xa0, integer(2)),
    integer(randomSerial()),
    algorithm,
    issuer.name,
    sequence(certificateTime(request.validity.from), certificateTime(request.validity.to)),
    encodeName(request.subject),
    request.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = createSign('sha256').update(body).sign(issuer.privateKey);
  return sequence(body, algorithm, bitString(signature));
}

/** AlgorithmIdentifier of SHA-256 with this key (RFC 5758, RFC 4055). */
export function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? sequence(oid('1.2.840.10045.4.3.2'))
    : sequence(oid('1.2.840.113549.1.1.11'), nullValue());
}

export const EXTENSIONS = {
  authority: () => extension('2.5.29.19', sequence(boolean(true)), true),
  endEntity: () => extension('2.5.29.19', sequence(), true),
  /** keyCertSign, cRLSign. */
  signsCertificates: () => extension('2.5.29.15', bitString(Buffer.of(0x06), 1), true),
  /** digitalSignature, contentCommitment: what a seal does. */
  seals: () => extension('2.5.29.15', bitString(Buffer.of(0xc0), 6), true),
  signs: () => extension('2.5.29.15', bitString(Buffer.of(0x80), 7), true),
  /** RFC 3161, 2.3 wants time stamping alone and critical. */
  usedFor: (purposes: readonly string[], critical: boolean) =>
    extension('2.5.29.37', sequence(...purposes.map(oid)), critical),
  revocationAt: (url: string) =>
    extension('2.5.29.31', sequence(sequence(der(0xa0, der(0xa0, der(0x86, Buffer.from(url, 'latin1'))))))),
} as const;

export const PURPOSE = {
  timeStamping: '1.3.6.1.5.5.7.3.8',
  /** RFC 9336. */
  documentSigning: '1.3.6.1.5.5.7.3.36',
  /** What mail readers and NSS ask of a signer's certificate. */
  emailProtection: '1.3.6.1.5.5.7.3.4',
} as const;

export function encodeName(subject: Subject): Buffer {
  const { organizationIdentifier } = subject;
  return sequence(
    nameEntry('2.5.4.6', printableString('FR')),
    nameEntry('2.5.4.10', utf8String(subject.organization)),
    ...(organizationIdentifier === undefined
      ? []
      : [nameEntry('2.5.4.97', utf8String(organizationIdentifier))]),
    nameEntry('2.5.4.3', utf8String(subject.commonName)),
  );
}

function nameEntry(type: string, value: Buffer): Buffer {
  return setOf(sequence(oid(type), value));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** RFC 7093, section 2, method 1: leftmost 160 bits of SHA-256 of the key. */
function keyIdentifier(key: KeyObject): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest().subarray(0, 20);
}

function randomSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

export function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
