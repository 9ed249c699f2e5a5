/** Codes of CONTRACTS' closed list that matching gives, and the situation each stands for. */
export const MATCH_CODES = {
  // rejected: as sent, nothing can make it depositable
  'nir-as-payroll-number': 'the matricule claimed has the form of a NIR',
  'period-invalid': 'the period claimed is no month, or lies in the future',
  // quarantined: a person must decide
  'other-employer': 'a SIRET on the page is not the batch employer’s',
  'no-payroll-number': 'neither claim nor page holds a matricule; a NIR at its place is none',
  'unknown-payroll-number':
    'no employment of employer and source bears the matricule, or only from after the period on',
  'ambiguous-payroll-number': 'several employments bore the matricule at the period, or ended before it',
  'claim-disagrees': 'name, given name, birth date or period claimed differ from directory or batch',
  'document-disagrees':
    'the page contradicts claim, directory, batch or itself: matricule, names, birth date or period',
  'no-second-source':
    'the page has no text or says neither matricule nor second signal; or no name or birth date agrees; or only a name that other agents bear',
  'needs-birth-date':
    'homonyms who share the given name, a re-used matricule, or an employment that ended long ago: the birth date must agree',
} as const;

export type MatchCode = keyof typeof MATCH_CODES;

const REJECTED: readonly MatchCode[] = ['nir-as-payroll-number', 'period-invalid'];

/** What agreed, where. Never a value. */
export type AgreedSignal =
  `${'claim' | 'page'}:${'payroll-number' | 'name' | 'given-name' | 'birth-date' | 'period' | 'siret'}`;

export interface Matched {
  readonly state: 'matched';
  readonly employmentId: string;
  /** `YYYY-MM` of the document: of its claim, else of its page, else of the batch; null where none says. */
  readonly period: string | null;
  readonly signals: readonly AgreedSignal[];
  /** The page said nothing and the employer accepts that for this type: to be journaled. */
  readonly manifestOnly: boolean;
}

export interface Refused {
  readonly state: 'quarantined' | 'rejected';
  readonly code: MatchCode;
  /** Without personal data. */
  readonly reason: string;
  /** Employments a person may choose from. */
  readonly candidates: readonly string[];
}

export type MatchOutcome = Matched | Refused;

export function refuse(code: MatchCode, candidates: readonly string[], detail?: string): Refused {
  return {
    state: REJECTED.includes(code) ? 'rejected' : 'quarantined',
    code,
    reason: detail ?? MATCH_CODES[code],
    candidates,
  };
}
