import { createHash, X509Certificate } from 'node:crypto';
import { childrenOf, contentOf, type DerElement, expectTag, oidOf, readWhole, TAG } from '../asn1/read-der';
import { OID } from '../cms/algorithms';
import type { ReadToken } from './read-response';

const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const MAX_CHAIN = 6;

const DIGEST_NAME: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export function digestName(oid: string): string | undefined {
  return DIGEST_NAME[oid];
}

/**
 * The certificate that the token's ESS attribute names, out of those it
 * carries. NULL where there is none: an unnamed certificate could be exchanged.
 */
export function findNamedCertificate(token: ReadToken): Buffer | null {
  const { attributes } = token.signer;
  const v2 = attributes.get(OID.signingCertificateV2);
  const v1 = attributes.get(OID.signingCertificate);
  const named = v2 === undefined ? v1 : v2;
  if (named === undefined) return null;
  const [certIds] = childrenOf(expectTag(named, TAG.sequence));
  const [first] = childrenOf(expectTag(certIds, TAG.sequence));
  const { algorithm, hash } = readCertId(expectTag(first, TAG.sequence), v2 === undefined);
  if (algorithm === undefined) return null;
  return (
    token.certificates.find((certificate) =>
      createHash(algorithm).update(certificate).digest().equals(hash),
    ) ?? null
  );
}

/** ESSCertID (RFC 2634: SHA-1) or ESSCertIDv2 (RFC 5035: SHA-256 unless it says otherwise). */
function readCertId(certId: DerElement, isV1: boolean) {
  const [first, second] = childrenOf(certId);
  if (first?.tag === TAG.octetString) {
    return { algorithm: isV1 ? 'sha1' : 'sha256', hash: contentOf(first) };
  }
  const algorithm = digestName(oidOf(childrenOf(expectTag(first, TAG.sequence))[0]));
  return { algorithm, hash: contentOf(expectTag(second, TAG.octetString)) };
}

/** RFC 3161, 2.3: extended key usage critical, time stamping, nothing else. */
export function isForTimestampingOnly(certificate: Buffer): boolean {
  const [tbs] = childrenOf(readWhole(certificate, TAG.sequence));
  const wrapped = childrenOf(expectTag(tbs, TAG.sequence)).find(({ tag }) => tag === TAG.context3);
  const [extensions] = wrapped === undefined ? [] : childrenOf(wrapped);
  if (extensions === undefined) return false;
  for (const extension of childrenOf(extensions)) {
    const [id, ...rest] = childrenOf(extension);
    if (oidOf(id) !== EXTENDED_KEY_USAGE) continue;
    const [critical, value] = rest.length === 2 ? rest : [undefined, rest[0]];
    const usages = childrenOf(readWhole(contentOf(expectTag(value, TAG.octetString)), TAG.sequence));
    const isCritical = critical !== undefined && contentOf(critical)[0] === 0xff;
    return isCritical && usages.length === 1 && oidOf(usages[0]) === TIME_STAMPING;
  }
  return false;
}

/** Whether a chain of valid issuers leads from the certificate to one of the roots. */
export function leadsToRoot(
  certificate: X509Certificate,
  carried: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): boolean {
  let current = certificate;
  for (let length = 0; length < MAX_CHAIN; length++) {
    if (!isValidAt(current, at)) return false;
    if (roots.some((root) => isIssuedBy(current, root) && isValidAt(root, at))) return true;
    const issuer = carried.find((other) => other.ca && other !== current && isIssuedBy(current, other));
    if (issuer === undefined) return false;
    current = issuer;
  }
  return false;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return Date.parse(certificate.validFrom) <= at.getTime() && at.getTime() <= Date.parse(certificate.validTo);
}
