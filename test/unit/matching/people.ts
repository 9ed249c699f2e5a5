import type { KnownEmployment } from '../../../services/ingestion/matching/directory-view';
import {
  type BatchClaim,
  type Claim,
  DEFAULT_MATCH_SETTINGS,
  type MatchRequest,
  type MatchSettings,
} from '../../../services/ingestion/matching/match-request';
import type { SlipFields } from '../../../services/ingestion/page-text/slip-fields';

export const SIRET = '21990041200012';

export const BATCH: BatchClaim = {
  employerSiret: SIRET,
  source: 'main',
  period: '2026-10',
  today: '2026-10-27',
};

export interface PersonOptions extends Partial<Omit<KnownEmployment, 'employmentId' | 'payrollNumbers'>> {
  readonly number?: string;
  readonly source?: string;
  readonly from?: string;
  readonly until?: string | null;
}

/** Inès Martin, in use Dupont, born 1983-05-17, matricule 00417, unless told otherwise. */
export function person(employmentId: string, options: PersonOptions = {}): KnownEmployment {
  const { number = '00417', source = 'main', from = '2010-01-01', until = null, ...identity } = options;
  return {
    employmentId,
    familyName: 'Martin',
    usageName: 'Dupont',
    givenName: 'Inès',
    birthDate: '1983-05-17',
    ...identity,
    payrollNumbers: [{ source, number, from, to: until }],
  };
}

const SILENT: SlipFields = {
  hasText: true,
  type: 'payslip',
  payrollNumbers: [],
  nirAtPayrollNumber: false,
  names: [],
  birthDates: [],
  periods: ['2026-10'],
  sirets: [SIRET],
  page: null,
  slipNumber: null,
};

export function page(fields: Partial<SlipFields> = {}): SlipFields {
  return { ...SILENT, ...fields };
}

export const OWN_PAGE = page({
  payrollNumbers: ['00417'],
  names: [{ kind: 'full', text: 'DUPONT Inès' }],
  birthDates: ['1983-05-17'],
});

export const OWN_CLAIM: Claim = {
  payrollNumber: '00417',
  familyName: 'Dupont',
  givenName: 'Inès',
  birthDate: '1983-05-17',
  period: '2026-10',
};

export function request(
  claim: Claim | null,
  fields: SlipFields,
  batch: Partial<BatchClaim> = {},
  settings: Partial<MatchSettings> = {},
): MatchRequest {
  return {
    claim,
    type: 'payslip',
    page: fields,
    batch: { ...BATCH, ...batch },
    settings: { ...DEFAULT_MATCH_SETTINGS, ...settings },
  };
}
