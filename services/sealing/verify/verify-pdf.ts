import { createHash, X509Certificate } from 'node:crypto';
import { checkChain, isFitForSealing, subjectOf } from './check-chain';
import { checkCms, demand } from './check-cms';
import { type CheckedTimestamp, checkTimestamp } from './check-timestamp';
import { type FoundSignature, findSignatures } from './find-signatures';
import { type Cms, readCms } from './read-cms';
import {
  BrokenLink,
  type PdfVerdict,
  type SignatureReport,
  statusOf,
  type TrustAnchors,
  type VerdictCode,
} from './verdict';

const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const DATA = '1.2.840.113549.1.7.1';
const CADES = 'ETSI.CAdES.detached';
const PKCS7 = 'adbe.pkcs7.detached';
/** Older formats that sign a digest they carry, or hold no CMS. */
const ENCAPSULATING: ReadonlySet<string> = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1']);
const DOCUMENT_TIMESTAMP = 'ETSI.RFC3161';

/** Each costs a hash over the file. */
const MAX_SIGNATURES = 64;

const CODES = {
  malformed: 'signature-malformed',
  digest: 'digest-mismatch',
  identifier: 'certificate-identifier-mismatch',
  signature: 'signature-invalid',
} as const;

/**
 * Judges a sealed PDF from its bytes and the anchors alone: no network, no
 * clock (a seal is judged at the time its token gives), no code of the signer.
 * Never throws on a hostile file; throws on an anchor that is no certificate.
 *
 * The verdict says "deposited by X on D, unchanged since", never that the content is true.
 */
export function verifyPdf(pdf: Buffer, trust: TrustAnchors): PdfVerdict {
  const anchors = readAnchors(trust);
  const found = findSignatures(pdf, MAX_SIGNATURES);
  if (found === null) return verdictOf('too-many-signatures', null, []);
  const reports = found.signatures.map((signature) => judge(signature, anchors));
  const seal = reports.at(-1);
  const earlier = reports.slice(0, -1);
  if (seal === undefined) {
    return verdictOf(found.malformed > 0 ? 'byte-range-malformed' : 'no-signature', null, []);
  }
  if (seal.code === null && seal.revisionBytes !== pdf.length) {
    const code = 'not-whole-document';
    return verdictOf(code, { ...seal, status: statusOf(code), code }, earlier);
  }
  return { status: seal.status, code: seal.code, seal, earlier };
}

interface Anchors {
  readonly sealRoots: readonly X509Certificate[];
  readonly tsaRoots: readonly X509Certificate[];
}

function readAnchors(trust: TrustAnchors): Anchors {
  return {
    sealRoots: trust.sealRoots.map((root) => new X509Certificate(root)),
    tsaRoots: trust.tsaRoots.map((root) => new X509Certificate(root)),
  };
}

function verdictOf(
  code: VerdictCode,
  seal: SignatureReport | null,
  earlier: readonly SignatureReport[],
): PdfVerdict {
  return { status: statusOf(code), code, seal, earlier };
}

/** Filled as checks pass, so that a broken report shows what is known. */
type Draft = { -readonly [key in keyof SignatureReport]: SignatureReport[key] };

function judge(signature: FoundSignature, trust: Anchors): SignatureReport {
  const report: Draft = {
    status: 'broken',
    code: null,
    kind: signature.subFilter === DOCUMENT_TIMESTAMP ? 'document-timestamp' : 'signature',
    level: null,
    revisionBytes: signature.revisionBytes,
    reason: signature.reason,
    signer: null,
    claimedTime: signature.claimedTime,
    genTime: null,
    timestampAuthority: null,
  };
  try {
    const checked = checkSignature(signature, trust, report);
    report.status = checked ? 'verified' : 'issuer-not-checked';
  } catch (error) {
    // Parsers of hostile bytes throw what they like: none of it makes the file sound.
    report.code = error instanceof BrokenLink ? error.code : 'signature-malformed';
    report.status = statusOf(report.code);
    report.level = null;
  }
  return report;
}

/** Whether the issuers were held against anchors. */
function checkSignature(signature: FoundSignature, trust: Anchors, report: Draft): boolean {
  const { cms: der, subFilter } = signature;
  if (der === null) throw new BrokenLink('signature-malformed');
  if (subFilter === DOCUMENT_TIMESTAMP) {
    const timestamp = checkTimestamp(der, signature.digest, trust.tsaRoots);
    reportTimestamp(report, timestamp);
    return timestamp.issuerChecked;
  }
  if (ENCAPSULATING.has(subFilter)) throw new BrokenLink('format-not-supported');
  const cms = readCms(der);
  report.signer = subjectOf(cms.certificate);
  checkShape(cms, subFilter);
  checkCms(cms, { digest: signature.digest, bindsCertificate: subFilter === CADES, codes: CODES });
  // Told after the digest: a format that became unknown by a changed byte is a changed byte.
  if (subFilter !== CADES && subFilter !== PKCS7) throw new BrokenLink('format-not-supported');
  const timestamp = checkOwnTimestamp(cms, trust);
  if (timestamp !== null) reportTimestamp(report, timestamp);
  checkIssuer(cms, trust, timestamp?.genTime ?? signature.claimedTime);
  if (subFilter === CADES) report.level = timestamp === null ? 'B-B' : 'B-T';
  return trust.sealRoots.length > 0 && timestamp?.issuerChecked !== false;
}

/** EN 319 142-1, 6.3. Unsigned attributes other than the token are refused: nothing vouches for them. */
function checkShape(cms: Cms, subFilter: string): void {
  demand(cms.contentType === DATA && cms.content === null, 'signature-malformed');
  if (subFilter !== CADES) return;
  demand(!cms.attributes.has(SIGNING_TIME), 'signature-malformed');
  const onlyToken = [...cms.unsignedAttributes.keys()].every((type) => type === TIME_STAMP_TOKEN);
  demand(onlyToken, 'signature-malformed');
}

/** The token's imprint is that of the signature value. NULL below B-T. */
function checkOwnTimestamp(cms: Cms, trust: Anchors): CheckedTimestamp | null {
  const token = cms.unsignedAttributes.get(TIME_STAMP_TOKEN);
  if (token === undefined) return null;
  return checkTimestamp(
    token,
    (algorithm) => createHash(algorithm).update(cms.signature).digest(),
    trust.tsaRoots,
  );
}

function checkIssuer(cms: Cms, trust: Anchors, at: Date | null): void {
  demand(isFitForSealing(cms.certificate), 'certificate-unfit');
  if (at === null) throw new BrokenLink('signature-malformed');
  const chain = checkChain(cms.certificate, cms.certificates, trust.sealRoots, at);
  demand(chain !== 'not-valid', 'certificate-not-valid');
  demand(chain === 'trusted' || trust.sealRoots.length === 0, 'certificate-not-trusted');
}

function reportTimestamp(report: Draft, timestamp: CheckedTimestamp): void {
  report.genTime = timestamp.genTime;
  report.timestampAuthority = subjectOf(timestamp.certificate);
}
