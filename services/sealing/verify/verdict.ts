/** The first link of the chain that does not hold, or why nothing can be said. */
export type VerdictCode =
  // Cannot tell.
  | 'no-signature'
  | 'format-not-supported'
  | 'algorithm-not-supported'
  | 'too-many-signatures'
  // Broken, in the order of the checks.
  /** Where a signature should be, its byte range or gap is not as ISO 32000-1, 12.8.1 has it. */
  | 'byte-range-malformed'
  /** Bytes were appended behind the last signature. */
  | 'not-whole-document'
  | 'signature-malformed'
  | 'digest-mismatch'
  /** The certificate is not the one that was signed for (ESS signing-certificate-v2). */
  | 'certificate-identifier-mismatch'
  | 'signature-invalid'
  | 'timestamp-malformed'
  | 'timestamp-imprint-mismatch'
  | 'timestamp-signature-invalid'
  | 'timestamp-certificate-unfit'
  | 'timestamp-certificate-not-valid'
  | 'timestamp-certificate-not-trusted'
  | 'certificate-unfit'
  | 'certificate-not-valid'
  | 'certificate-not-trusted';

const CANNOT_TELL: ReadonlySet<VerdictCode> = new Set([
  'no-signature',
  'format-not-supported',
  'algorithm-not-supported',
  'too-many-signatures',
]);

/**
 * `verified`: intact, and the chain leads to the anchors given.
 * `issuer-not-checked`: intact, but no anchor was given to hold the issuer against.
 */
export type VerdictStatus = 'verified' | 'issuer-not-checked' | 'broken' | 'cannot-tell';

export interface CertificateSubject {
  readonly commonName: string | null;
  readonly organization: string | null;
  /** `NTRFR-<SIREN>` of a French legal person. */
  readonly organizationIdentifier: string | null;
}

/** One signature, judged over its own revision of the file. */
export interface SignatureReport {
  readonly status: VerdictStatus;
  /** NULL where nothing is wrong. */
  readonly code: VerdictCode | null;
  readonly kind: 'signature' | 'document-timestamp';
  /** The level reached, never a higher one; NULL for other formats. */
  readonly level: 'B-T' | 'B-B' | null;
  /** Bytes of the file that this signature speaks of, from its start. */
  readonly revisionBytes: number;
  /** As signed: who deposited. */
  readonly reason: string | null;
  readonly signer: CertificateSubject | null;
  /** /M: what the signer claims. */
  readonly claimedTime: Date | null;
  /** What the timestamp says. */
  readonly genTime: Date | null;
  readonly timestampAuthority: CertificateSubject | null;
}

/** Trust anchors in DER. They come from elsewhere than the file; empty: not checked. */
export interface TrustAnchors {
  readonly sealRoots: readonly Buffer[];
  readonly tsaRoots: readonly Buffer[];
}

/** `status` and `code` are those of the seal, the signature that covers the whole file. */
export interface PdfVerdict {
  readonly status: VerdictStatus;
  readonly code: VerdictCode | null;
  readonly seal: SignatureReport | null;
  /** Signatures of earlier revisions, oldest first: reported, and no part of the verdict on the seal. */
  readonly earlier: readonly SignatureReport[];
}

/** Ends a check at the first broken link. */
export class BrokenLink extends Error {
  constructor(
    readonly code: VerdictCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'BrokenLink';
  }
}

export function statusOf(code: VerdictCode): VerdictStatus {
  return CANNOT_TELL.has(code) ? 'cannot-tell' : 'broken';
}
