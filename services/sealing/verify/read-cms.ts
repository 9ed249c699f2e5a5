import { X509Certificate } from 'node:crypto';
import { type Attribute, ContentInfo, id_signedData, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnParser } from '@peculiar/asn1-schema';
import { type DerElement, elementsOf, firstElement, isStrictDer } from './der-elements';

/** A CMS SignedData (RFC 5652) of one signer, taken apart. */
export interface Cms {
  /** Type of what is signed. */
  readonly contentType: string;
  /** What it carries; NULL for a detached signature. */
  readonly content: Buffer | null;
  readonly certificates: readonly X509Certificate[];
  /** The certificate that the signer identifier names. */
  readonly certificate: X509Certificate;
  readonly digestOid: string;
  readonly signatureOid: string;
  readonly signature: Buffer;
  /** As signed: with the tag of a SET OF. */
  readonly signedAttributes: Buffer;
  /** The single value of each, DER by type. */
  readonly attributes: ReadonlyMap<string, Buffer>;
  readonly unsignedAttributes: ReadonlyMap<string, Buffer>;
}

const SET_OF = 0x31;
const SEQUENCE = 0x30;
/** [0] of SignedData and, explicit, of TBSCertificate. */
const CERTIFICATES = 0xa0;
const VERSION = 0xa0;
const SIGNED_ATTRIBUTES = 0xa0;

/**
 * Throws an Error of any kind on what is not exactly one signer's SignedData.
 * Fields that nothing signs must have the one value they can rightly have.
 */
export function readCms(der: Buffer): Cms {
  if (!isStrictDer(der)) throw new Error('not DER');
  const info = AsnParser.parse(der, ContentInfo);
  if (info.contentType !== id_signedData) throw new Error('not SignedData');
  const data = AsnParser.parse(info.content, SignedData);
  const [signer, ...others] = data.signerInfos;
  if (signer === undefined || others.length > 0) throw new Error('not one signer');
  const contentType = data.encapContentInfo.eContentType;
  checkVersions(data, signer, contentType);
  if (signer.signedAttrs === undefined) throw new Error('no signed attributes');
  const { certificates, signerIdentifier, signedAttributes } = readRaw(der);
  const content = data.encapContentInfo.eContent?.single?.buffer;
  return {
    contentType,
    content: content === undefined ? null : Buffer.from(content),
    certificates,
    certificate: findSigner(signerIdentifier, certificates),
    digestOid: signer.digestAlgorithm.algorithm,
    signatureOid: signer.signatureAlgorithm.algorithm,
    signature: Buffer.from(signer.signature.buffer),
    signedAttributes,
    attributes: toMap(signer.signedAttrs),
    unsignedAttributes: toMap(signer.unsignedAttrs ?? []),
  };
}

/** RFC 5652, 5.1 and 5.3. */
function checkVersions(data: SignedData, signer: SignerInfo, contentType: string): void {
  const expected = contentType === '1.2.840.113549.1.7.1' ? 1 : 3;
  const signerVersion = signer.sid.issuerAndSerialNumber === undefined ? 3 : 1;
  const digests = [...data.digestAlgorithms].map(({ algorithm }) => algorithm);
  if (data.version !== expected && data.version !== 3) throw new Error('version');
  if (signer.version !== signerVersion) throw new Error('signer version');
  if (digests.length !== 1 || digests[0] !== signer.digestAlgorithm.algorithm) throw new Error('digests');
}

/** The parts that are compared byte for byte, as they stand in the file. */
function readRaw(der: Buffer) {
  const [, wrapped] = inside(firstElement(der));
  const parts = inside(firstElement(wrapped?.content ?? Buffer.alloc(0)));
  const set = parts.find(({ tag }) => tag === CERTIFICATES);
  const [signer] = inside(parts.at(-1));
  const [, identifier, , attributes] = inside(signer);
  if (identifier === undefined || attributes?.tag !== SIGNED_ATTRIBUTES) throw new Error('not a signer');
  const signedAttributes = Buffer.from(attributes.whole);
  signedAttributes[0] = SET_OF;
  return {
    certificates: set === undefined ? [] : inside(set).map(({ whole }) => new X509Certificate(whole)),
    signerIdentifier: identifier.whole,
    signedAttributes,
  };
}

function inside(element: DerElement | null | undefined): DerElement[] {
  const elements = element ? elementsOf(element.content) : null;
  if (elements === null) throw new Error('not DER');
  return elements;
}

function findSigner(identifier: Buffer, certificates: readonly X509Certificate[]): X509Certificate {
  const byIssuer = firstElement(identifier)?.tag === SEQUENCE;
  const found = byIssuer
    ? certificates.find((certificate) =>
        identifierOf(certificate).equals(firstElement(identifier)?.content ?? identifier),
      )
    : certificates.find((certificate) => !certificate.ca);
  if (found === undefined) throw new Error('no certificate of the signer');
  return found;
}

/** Issuer and serial number, each as encoded. */
function identifierOf(certificate: X509Certificate): Buffer {
  const [body] = inside(firstElement(certificate.raw));
  const fields = inside(body);
  const [serial, , issuer] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  if (serial === undefined || issuer === undefined) throw new Error('not a certificate');
  return Buffer.concat([issuer.whole, serial.whole]);
}

/** A type given twice, or with several values, could be read in two ways. */
function toMap(attributes: readonly Attribute[]): Map<string, Buffer> {
  const map = new Map<string, Buffer>();
  for (const { attrType, attrValues } of attributes) {
    const [value, ...more] = attrValues;
    if (value === undefined || more.length > 0 || map.has(attrType)) throw new Error('ambiguous attribute');
    map.set(attrType, Buffer.from(value));
  }
  return map;
}
