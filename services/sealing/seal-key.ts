import { createPrivateKey, createSign, type KeyObject, sign as signData, X509Certificate } from 'node:crypto';
import { SealingError } from './errors';
import { openPkcs12 } from './open-pkcs12';

export type SealAlgorithm = 'ecdsa-p256' | 'rsa';

/**
 * The key that seals. A PKCS#11 token or a key management service implements
 * this as well as a file: the private key itself is never asked for.
 */
export interface SealKey {
  readonly algorithm: SealAlgorithm;
  /** DER. The signing certificate first, then its issuers in order. */
  readonly chain: readonly [Buffer, ...Buffer[]];
  /** Over SHA-256 of `data`: PKCS#1 v1.5 for RSA, a DER ECDSA-Sig-Value for P-256. */
  sign(data: Buffer): Promise<Buffer> | Buffer;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const MIN_RSA_BITS = 2048;

/** Decrypts once: doing it per document costs more than the signature. Throws `seal-key-invalid`. */
export function loadPkcs12SealKey(pkcs12: Buffer, password: string): SealKey {
  const { privateKey, certificates } = openPkcs12(pkcs12, password);
  return createSealKey(privateKey, certificates);
}

/** `chain`: one or more certificates in PEM, in any order. Throws `seal-key-invalid`. */
export function loadPemSealKey(privateKey: string, chain: string, passphrase?: string): SealKey {
  const certificates = (chain.match(PEM_CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem).raw);
  return createSealKey(parseKey(privateKey, passphrase), certificates);
}

function parseKey(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem', passphrase });
  } catch (cause) {
    throw new SealingError('seal-key-invalid', { cause });
  }
}

function createSealKey(privateKey: KeyObject, certificates: readonly Buffer[]): SealKey {
  const algorithm = algorithmOf(privateKey);
  const chain = orderChain(privateKey, certificates);
  return {
    algorithm,
    chain,
    // P-256 is faster than a round through the thread pool; RSA would hold the event loop.
    sign:
      algorithm === 'ecdsa-p256'
        ? (data) => signNow(privateKey, data)
        : (data) => signLater(privateKey, data),
  };
}

function algorithmOf(key: KeyObject): SealAlgorithm {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ecdsa-p256';
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) return 'rsa';
  throw new SealingError('seal-key-invalid');
}

function orderChain(key: KeyObject, certificates: readonly Buffer[]): [Buffer, ...Buffer[]] {
  const parsed = certificates.map((certificate) => new X509Certificate(certificate));
  const leaf = parsed.find((certificate) => certificate.checkPrivateKey(key));
  if (leaf === undefined) throw new SealingError('seal-key-invalid');
  const chain: [Buffer, ...Buffer[]] = [leaf.raw];
  let last = leaf;
  while (chain.length <= parsed.length && last.subject !== last.issuer) {
    const issuer = parsed.find((candidate) => last.checkIssued(candidate));
    if (issuer === undefined) break;
    chain.push(issuer.raw);
    last = issuer;
  }
  return chain;
}

function signNow(key: KeyObject, data: Buffer): Buffer {
  return createSign('sha256').update(data).sign(key);
}

function signLater(key: KeyObject, data: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    signData('sha256', data, key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(error);
    });
  });
}
