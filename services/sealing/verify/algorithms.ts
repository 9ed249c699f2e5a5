import type { KeyObject } from 'node:crypto';

const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** By type of key, and the digest that the identifier names itself; NULL: the signer's own. */
const SIGNATURES: Readonly<Record<string, { readonly key: string; readonly digest: string | null }>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

const MIN_RSA_BITS = 2048;
const MIN_EC_CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Undefined for digests that no longer resist collisions, and unknown ones. */
export function digestName(oid: string): string | undefined {
  return DIGESTS[oid];
}

/** Whether the three identifiers of a signer agree with one another. */
export function agree(signatureOid: string, digest: string, key: KeyObject): boolean {
  const signature = SIGNATURES[signatureOid];
  if (signature === undefined || signature.key !== key.asymmetricKeyType) return false;
  return (signature.digest ?? digest) === digest;
}

/** Real algorithms that are too weak, or not checked here: of those we cannot tell, of any other we can. */
const NOT_SUPPORTED: ReadonlySet<string> = new Set([
  '1.2.840.113549.2.5', // MD5
  '1.3.14.3.2.26', // SHA-1
  '2.16.840.1.101.3.4.2.4', // SHA-224
  '2.16.840.1.101.3.4.2.8', // SHA3-256
  '2.16.840.1.101.3.4.2.9', // SHA3-384
  '2.16.840.1.101.3.4.2.10', // SHA3-512
  '1.2.840.113549.1.1.4', // RSA with MD5
  '1.2.840.113549.1.1.5', // RSA with SHA-1
  '1.2.840.113549.1.1.10', // RSA-PSS
  '1.2.840.113549.1.1.14', // RSA with SHA-224
  '1.2.840.10040.4.3', // DSA with SHA-1
  '1.2.840.10045.4.1', // ECDSA with SHA-1
  '1.2.840.10045.4.3.1', // ECDSA with SHA-224
  '1.3.101.112', // Ed25519
  '1.3.101.113', // Ed448
]);

export function isNotSupported(oid: string): boolean {
  return NOT_SUPPORTED.has(oid);
}

export function isStrongEnough(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  return key.asymmetricKeyType === 'rsa'
    ? (details?.modulusLength ?? 0) >= MIN_RSA_BITS
    : MIN_EC_CURVES.has(details?.namedCurve ?? '');
}
