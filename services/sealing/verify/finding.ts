import type { CertificateSubject, PdfVerdict, SignatureReport, VerdictCode } from './verdict';

/** Why a file could not be judged at all. */
export type UnreadableCode = 'not-a-pdf' | 'over-limit' | 'processing-crash';

/** What a stranger is told of a file. */
export interface SealFinding {
  readonly verdict: 'verified' | 'broken' | 'cannot-tell';
  readonly code: VerdictCode | UnreadableCode | null;
  /** As sealed: who deposited. */
  readonly statement: string | null;
  readonly sealedBy: string | null;
  /** ISO 8601, as the timestamp says. */
  readonly time: string | null;
  readonly timeGivenBy: string | null;
  /** Never claimed: no trusted list is consulted (eIDAS, art. 22 and 42). */
  readonly timeQualified: false;
  readonly level: string | null;
}

const NOTHING_SAID = {
  statement: null,
  sealedBy: null,
  time: null,
  timeGivenBy: null,
  timeQualified: false,
  level: null,
} as const;

const MAX_TEXT = 500;

export function unreadable(code: UnreadableCode): SealFinding {
  return { ...NOTHING_SAID, verdict: 'cannot-tell', code };
}

/** What a seal that does not hold says of itself is not repeated: anyone could have written it. */
export function describeFinding({ status, code, seal }: PdfVerdict): SealFinding {
  if (status !== 'verified' || seal === null) {
    return { ...NOTHING_SAID, verdict: status === 'broken' ? 'broken' : 'cannot-tell', code };
  }
  return {
    verdict: 'verified',
    code,
    statement: seal.reason === null ? null : plain(seal.reason),
    sealedBy: nameOf(seal.signer),
    time: seal.genTime?.toISOString() ?? null,
    timeGivenBy: nameOf(seal.timestampAuthority),
    timeQualified: false,
    level: seal.level,
  };
}

function nameOf(subject: SignatureReport['signer']): string | null {
  if (subject === null) return null;
  const { commonName, organization, organizationIdentifier }: CertificateSubject = subject;
  const name = commonName ?? organization;
  if (name === null) return null;
  return plain(organizationIdentifier === null ? name : `${name} (${organizationIdentifier})`);
}

/** No control or format character: a direction override shows another text than the one that stands there. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, MAX_TEXT);
}
