import { createHash, createVerify } from 'node:crypto';
import { AsnParser, OctetString } from '@peculiar/asn1-schema';
import { agree, digestName, isNotSupported, isStrongEnough } from './algorithms';
import { elementsOf, firstElement } from './der-elements';
import type { Cms } from './read-cms';
import { BrokenLink, type VerdictCode } from './verdict';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const OCTET_STRING = 0x04;

/** What a failed check is called: a signature and a token have codes of their own. */
export interface CmsCodes {
  readonly malformed: VerdictCode;
  readonly digest: VerdictCode;
  readonly identifier: VerdictCode;
  readonly signature: VerdictCode;
}

export interface CmsExpectation {
  /** Digest of what should be signed. */
  digest(algorithm: string): Buffer;
  /** Whether an ESS attribute must bind the certificate: CAdES and RFC 3161 say so, older PDF signatures do not. */
  readonly bindsCertificate: boolean;
  readonly codes: CmsCodes;
}

/** RFC 5652, 5.4 and 5.6. Throws {@link BrokenLink}. */
export function checkCms(cms: Cms, expected: CmsExpectation): void {
  const { codes } = expected;
  if (isNotSupported(cms.digestOid) || isNotSupported(cms.signatureOid)) {
    throw new BrokenLink('algorithm-not-supported');
  }
  const digest = digestName(cms.digestOid);
  if (digest === undefined) throw new BrokenLink(codes.malformed);
  const signedDigest = readOctets(cms.attributes.get(MESSAGE_DIGEST), codes.malformed);
  demand(signedDigest.equals(expected.digest(digest)), codes.digest);
  demand(isContentType(cms), codes.malformed);
  if (expected.bindsCertificate) demand(isBoundTo(cms), codes.identifier);
  const { publicKey } = cms.certificate;
  demand(agree(cms.signatureOid, digest, publicKey), codes.signature);
  if (!isStrongEnough(publicKey)) throw new BrokenLink('algorithm-not-supported');
  const verifier = createVerify(digest).update(cms.signedAttributes);
  demand(verifier.verify(publicKey, cms.signature), codes.signature);
}

function readOctets(der: Buffer | undefined, malformed: VerdictCode): Buffer {
  if (der === undefined) throw new BrokenLink(malformed);
  try {
    return Buffer.from(AsnParser.parse(der, OctetString).buffer);
  } catch (cause) {
    throw new BrokenLink(malformed, { cause });
  }
}

/** The signed content type is the one that the wrapper names. */
function isContentType(cms: Cms): boolean {
  const signed = cms.attributes.get(CONTENT_TYPE);
  return signed !== undefined && oidOf(signed) === cms.contentType;
}

/** The first ESSCertID or ESSCertIDv2 (RFC 5035) is the hash of the signer's certificate. */
function isBoundTo(cms: Cms): boolean {
  const v2 = cms.attributes.get(SIGNING_CERTIFICATE_V2);
  const attribute = v2 ?? cms.attributes.get(SIGNING_CERTIFICATE);
  const certIds = inside(inside(inside(attribute)[0])[0]);
  const [first, second] = elementsOf(certIds[0] ?? Buffer.of(0)) ?? [];
  if (first === undefined) return false;
  const named = first.tag === OCTET_STRING ? null : digestName(oidOf(first.content));
  const standard = v2 === undefined ? 'sha1' : 'sha256';
  const hash = first.tag === OCTET_STRING ? first.content : second?.content;
  if (hash === undefined || named === undefined) return false;
  return createHash(named ?? standard)
    .update(cms.certificate.raw)
    .digest()
    .equals(hash);
}

/** Contents of the elements in an element. */
function inside(element: Buffer | undefined): Buffer[] {
  return (elementsOf(element ?? Buffer.of(0)) ?? []).map(({ content }) => content);
}

/** Of the OBJECT IDENTIFIER that the bytes begin with. */
function oidOf(der: Buffer): string {
  const content = firstElement(der)?.content ?? Buffer.alloc(0);
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const first = arcs[0] ?? 0;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...arcs.slice(1)].join('.');
}

export function demand(holds: boolean, code: VerdictCode): void {
  if (!holds) throw new BrokenLink(code);
}
