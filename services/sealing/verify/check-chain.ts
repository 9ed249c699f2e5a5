import type { X509Certificate } from 'node:crypto';
import { AsnParser } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
} from '@peculiar/asn1-x509';
import { isStrongEnough } from './algorithms';
import type { CertificateSubject } from './verdict';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const MAX_CHAIN = 6;

export type ChainVerdict = 'trusted' | 'not-valid' | 'not-trusted';

/**
 * Whether issuers lead from a certificate to one of the roots (RFC 5280, 6.1,
 * without policies and names), all of them valid at `at`. A root is trusted as
 * given; its own dates count as well.
 */
export function checkChain(
  certificate: X509Certificate,
  carried: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): ChainVerdict {
  let current = certificate;
  for (let below = 0; below < MAX_CHAIN; below++) {
    if (!isValidAt(current, at)) return 'not-valid';
    const anchor = roots.find((root) => isIssuedBy(current, root, below));
    if (anchor !== undefined) return isValidAt(anchor, at) ? 'trusted' : 'not-valid';
    const issuer = carried.find((other) => other !== current && isIssuedBy(current, other, below));
    if (issuer === undefined) return 'not-trusted';
    current = issuer;
  }
  return 'not-trusted';
}

/** `below`: certificates between the issuer and the end entity. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate, below: number): boolean {
  return certificate.checkIssued(issuer) && mayIssue(issuer, below) && certificate.verify(issuer.publicKey);
}

function mayIssue(issuer: X509Certificate, below: number): boolean {
  const extensions = extensionsOf(issuer);
  const constraints = extensions.parse(id_ce_basicConstraints, BasicConstraints);
  const usage = extensions.parse(id_ce_keyUsage, KeyUsage);
  if (constraints?.cA !== true || !isStrongEnough(issuer.publicKey)) return false;
  if (constraints.pathLenConstraint !== undefined && constraints.pathLenConstraint < below) return false;
  return usage === null || (usage.toNumber() & KeyUsageFlags.keyCertSign) !== 0;
}

export function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return Date.parse(certificate.validFrom) <= at.getTime() && at.getTime() <= Date.parse(certificate.validTo);
}

/** An end entity's that may sign documents; a time-stamp key must not be able to. */
export function isFitForSealing(certificate: X509Certificate): boolean {
  const extensions = extensionsOf(certificate);
  const usage = extensions.parse(id_ce_keyUsage, KeyUsage);
  const purposes = extensions.parse(id_ce_extKeyUsage, ExtendedKeyUsage);
  const signs = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  if (certificate.ca || (usage !== null && (usage.toNumber() & signs) === 0)) return false;
  return purposes === null || ![...purposes].includes(TIME_STAMPING);
}

/** RFC 3161, 2.3: extended key usage critical, time stamping, nothing else. */
export function isFitForTimestamping(certificate: X509Certificate): boolean {
  const extensions = extensionsOf(certificate);
  const purposes = extensions.parse(id_ce_extKeyUsage, ExtendedKeyUsage);
  return (
    purposes !== null &&
    extensions.isCritical(id_ce_extKeyUsage) &&
    purposes.length === 1 &&
    purposes[0] === TIME_STAMPING
  );
}

function extensionsOf(certificate: X509Certificate) {
  const { extensions } = AsnParser.parse(certificate.raw, Certificate).tbsCertificate;
  const find = (id: string) => extensions?.find(({ extnID }) => extnID === id);
  return {
    isCritical: (id: string) => find(id)?.critical === true,
    parse<T>(id: string, type: new () => T): T | null {
      const found = find(id);
      return found === undefined ? null : AsnParser.parse(found.extnValue.buffer, type);
    },
  };
}

const SUBJECT_FIELDS = {
  '2.5.4.3': 'commonName',
  '2.5.4.10': 'organization',
  '2.5.4.97': 'organizationIdentifier',
} as const;

export function subjectOf(certificate: X509Certificate): CertificateSubject {
  const subject: Record<(typeof SUBJECT_FIELDS)[keyof typeof SUBJECT_FIELDS], string | null> = {
    commonName: null,
    organization: null,
    organizationIdentifier: null,
  };
  for (const entry of AsnParser.parse(certificate.raw, Certificate).tbsCertificate.subject) {
    for (const { type, value } of entry) {
      if (type in SUBJECT_FIELDS)
        subject[SUBJECT_FIELDS[type as keyof typeof SUBJECT_FIELDS]] = value.toString();
    }
  }
  return subject;
}
