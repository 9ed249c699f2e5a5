import { createHash, type X509Certificate } from 'node:crypto';
import { AsnParser } from '@peculiar/asn1-schema';
import { TSTInfo } from '@peculiar/asn1-tsp';
import { digestName, isNotSupported } from './algorithms';
import { checkChain, isFitForTimestamping } from './check-chain';
import { checkCms, demand } from './check-cms';
import { type Cms, readCms } from './read-cms';
import { BrokenLink } from './verdict';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

const CODES = {
  malformed: 'timestamp-malformed',
  digest: 'timestamp-signature-invalid',
  identifier: 'timestamp-certificate-unfit',
  signature: 'timestamp-signature-invalid',
} as const;

export interface CheckedTimestamp {
  readonly genTime: Date;
  readonly certificate: X509Certificate;
  /** False where no roots were given. */
  readonly issuerChecked: boolean;
}

/**
 * Checks a token (RFC 3161, 2.4.2) over what `digest` is the digest of.
 * Throws {@link BrokenLink}.
 */
export function checkTimestamp(
  token: Buffer,
  digest: (algorithm: string) => Buffer,
  roots: readonly X509Certificate[],
): CheckedTimestamp {
  const { cms, content, info } = readToken(token);
  const { algorithm: imprintOid } = info.messageImprint.hashAlgorithm;
  if (isNotSupported(imprintOid)) throw new BrokenLink('algorithm-not-supported');
  const imprintDigest = digestName(imprintOid);
  if (imprintDigest === undefined) throw new BrokenLink('timestamp-malformed');
  const imprint = Buffer.from(info.messageImprint.hashedMessage.buffer);
  demand(imprint.equals(digest(imprintDigest)), 'timestamp-imprint-mismatch');
  checkCms(cms, {
    digest: (algorithm) => createHash(algorithm).update(content).digest(),
    bindsCertificate: true,
    codes: CODES,
  });
  const { certificate, certificates } = cms;
  const { genTime } = info;
  demand(isFitForTimestamping(certificate), 'timestamp-certificate-unfit');
  const chain = checkChain(certificate, certificates, roots, genTime);
  demand(chain !== 'not-valid', 'timestamp-certificate-not-valid');
  demand(chain === 'trusted' || roots.length === 0, 'timestamp-certificate-not-trusted');
  return { genTime, certificate, issuerChecked: roots.length > 0 };
}

function readToken(token: Buffer): { cms: Cms; content: Buffer; info: TSTInfo } {
  try {
    const cms = readCms(token);
    if (cms.contentType !== TST_INFO || cms.content === null || cms.unsignedAttributes.size > 0) {
      throw new Error('not a time-stamp token');
    }
    return { cms, content: cms.content, info: AsnParser.parse(cms.content, TSTInfo) };
  } catch (cause) {
    throw new BrokenLink('timestamp-malformed', { cause });
  }
}
