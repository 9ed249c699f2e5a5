import { createHash, createVerify, type KeyObject, X509Certificate } from 'node:crypto';
import { contentOf, DerError, expectTag, oidOf, TAG } from '../asn1/read-der';
import { OID } from '../cms/algorithms';
import { SealingError, type SealingErrorCode } from '../errors';
import {
  digestName,
  findNamedCertificate,
  isForTimestampingOnly,
  leadsToRoot,
} from './authority-certificate';
import type { ReadToken } from './read-response';
import type { TimestampRequest } from './request';

/** Signature algorithms by type of key; the digest is the signer's own. */
const SIGNATURES: Readonly<Record<string, 'rsa' | 'ec'>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.11': 'rsa',
  '1.2.840.113549.1.1.12': 'rsa',
  '1.2.840.113549.1.1.13': 'rsa',
  '1.2.840.10045.4.3.2': 'ec',
  '1.2.840.10045.4.3.3': 'ec',
  '1.2.840.10045.4.3.4': 'ec',
};

export interface TokenPolicy {
  /** DER. The authority's roots. */
  readonly roots: readonly Buffer[];
  /** Refuses tokens under another policy. */
  readonly policy?: string;
  readonly toleranceMs: number;
}

export interface TokenChecker {
  /** Throws {@link SealingError} with the `tsa-…` code of the first check that fails. */
  check(token: ReadToken, request: TimestampRequest, now: Date): void;
}

interface TrustedAuthority {
  readonly certificate: Buffer;
  readonly publicKey: KeyObject;
  readonly from: number;
  readonly to: number;
}

export function createTokenChecker(policy: TokenPolicy): TokenChecker {
  const roots = policy.roots.map((root) => new X509Certificate(root));
  // An authority signs thousands of tokens with one certificate: its chain is walked once.
  let known: TrustedAuthority | null = null;

  function trustedKey(token: ReadToken): KeyObject {
    const { genTime } = token.info;
    const named = findNamedCertificate(token);
    if (named === null) throw new SealingError('tsa-certificate');
    const at = genTime.getTime();
    if (known?.certificate.equals(named) && known.from <= at && at <= known.to) return known.publicKey;
    known = trustAuthority(named, token, roots);
    return known.publicKey;
  }

  return {
    check(token, request, now) {
      try {
        checkContent(token, request, policy, now);
        checkSignature(token, trustedKey(token));
      } catch (error) {
        if (error instanceof DerError) throw new SealingError('tsa-malformed', { cause: error });
        throw error;
      }
    },
  };
}

function checkContent(token: ReadToken, request: TimestampRequest, policy: TokenPolicy, now: Date): void {
  const { info } = token;
  demand(info.digestAlgorithm === OID.sha256 && info.imprint.equals(request.imprint), 'tsa-imprint-mismatch');
  demand(info.nonce !== null, 'tsa-nonce-absent');
  demand(info.nonce?.equals(request.nonce) === true, 'tsa-nonce-mismatch');
  demand(policy.policy === undefined || policy.policy === info.policy, 'tsa-policy-mismatch');
  demand(Math.abs(info.genTime.getTime() - now.getTime()) <= policy.toleranceMs, 'tsa-time-skew');
}

function trustAuthority(
  named: Buffer,
  token: ReadToken,
  roots: readonly X509Certificate[],
): TrustedAuthority {
  demand(isForTimestampingOnly(named), 'tsa-certificate');
  const { certificate, carried } = parseCertificates(named, token.certificates);
  demand(leadsToRoot(certificate, carried, roots, token.info.genTime), 'tsa-certificate');
  return {
    certificate: Buffer.from(named),
    publicKey: certificate.publicKey,
    from: Date.parse(certificate.validFrom),
    to: Date.parse(certificate.validTo),
  };
}

function parseCertificates(named: Buffer, carried: readonly Buffer[]) {
  try {
    return {
      certificate: new X509Certificate(named),
      carried: carried.map((other) => new X509Certificate(other)),
    };
  } catch (cause) {
    throw new SealingError('tsa-certificate', { cause });
  }
}

function checkSignature(token: ReadToken, publicKey: KeyObject): void {
  const { signer, content } = token;
  const digest = digestName(signer.digestAlgorithm);
  if (digest === undefined) throw new SealingError('tsa-signature');
  demand(SIGNATURES[signer.signatureAlgorithm] === publicKey.asymmetricKeyType, 'tsa-signature');
  demand(oidOf(signer.attributes.get(OID.contentType)) === OID.tstInfo, 'tsa-malformed');
  const signed = contentOf(expectTag(signer.attributes.get(OID.messageDigest), TAG.octetString));
  demand(createHash(digest).update(content).digest().equals(signed), 'tsa-signature');
  const verifier = createVerify(digest).update(signer.signedAttributes);
  demand(verifier.verify(publicKey, signer.signature), 'tsa-signature');
}

function demand(holds: boolean, code: SealingErrorCode): void {
  if (!holds) throw new SealingError(code);
}
