import type { EntityManager } from 'typeorm';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { EmployerRecords } from './employer-records';
import { indexName, openIdentity } from './identity-record';

/** One employment that a document might concern, opened. */
export interface Candidate {
  readonly employmentId: string;
  readonly vaultId: string;
  readonly payrollNumbers: readonly HeldNumber[];
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
  readonly birthDate: IsoDate;
  readonly startDate: IsoDate;
  /** Last day, included; NULL: it runs. */
  readonly endDate: IsoDate | null;
  readonly channel: Channel;
  /** The agent's own notice. */
  readonly noticeDate: IsoDate | null;
  readonly objectionAt: Date | null;
}

export interface HeldNumber {
  readonly source: string;
  readonly number: string;
  readonly from: IsoDate;
  /** Last day, included; NULL: still held. */
  readonly to: IsoDate | null;
}

export interface CandidateQuery {
  /** Payroll source of the batch. */
  readonly source: string;
  /** Normalised ({@link normalisePayrollNumber}). */
  readonly payrollNumbers: readonly string[];
  /** By {@link foldName}. */
  readonly foldedNames: readonly string[];
  /** Employments that a person named. */
  readonly employmentIds?: readonly string[];
}

interface CandidateRow {
  readonly employmentId: string;
  readonly vaultId: string;
  readonly sealedIdentity: Buffer;
  readonly payrollNumbers: HeldNumber[];
  readonly startDate: IsoDate;
  readonly endDate: IsoDate | null;
  readonly channel: Channel;
  readonly noticeDate: IsoDate | null;
  readonly objectionAt: Date | null;
}

/**
 * Everything the directory knows that matching a chunk may need, in one query:
 * each employment that ever held one of the matricules in that source, and each
 * that bears one of the names as birth or usage name, past ones included, and
 * those that are named themselves. More
 * than one may hold a matricule over the years, and namesakes count: choosing is
 * the caller's rule, leaving one out here would hide a doubt from it.
 */
export async function findCandidates(
  tx: EntityManager,
  records: EmployerRecords,
  { source, payrollNumbers, foldedNames, employmentIds = [] }: CandidateQuery,
): Promise<Candidate[]> {
  const rows: CandidateRow[] = await tx.query(SELECT_CANDIDATES, [
    records.employerId,
    source,
    [...new Set(payrollNumbers)],
    [...new Set(foldedNames)].map((name) => indexName(records, name)),
    employmentIds,
  ]);
  return rows.map(({ sealedIdentity, ...row }) => {
    const { familyName, usageName, givenName, birthDate } = openIdentity(
      records,
      row.employmentId,
      sealedIdentity,
    );
    return { ...row, familyName, usageName, givenName, birthDate };
  });
}

const SELECT_CANDIDATES = `
  with found as (
    select employment_id as id from payroll_number
      where employer_id = $1 and source = $2 and number = any ($3::text[])
    union
    select id from employment where employer_id = $1 and family_index = any ($4::bytea[])
    union
    select id from employment where employer_id = $1 and usage_index = any ($4::bytea[])
    union
    select id from employment where employer_id = $1 and id = any ($5::uuid[]))
  select e.id as "employmentId", e.vault_id as "vaultId", e.sealed_identity as "sealedIdentity",
    (select json_agg(json_build_object('source', p.source, 'number', p.number,
        'from', lower(p.valid)::text, 'to', (upper(p.valid) - 1)::text) order by p.source, lower(p.valid))
      from payroll_number p where p.employment_id = e.id) as "payrollNumbers",
    e.start_date::text as "startDate", e.end_date::text as "endDate", e.channel,
    e.notice_date::text as "noticeDate", e.objection_at as "objectionAt"
  from found join employment e on e.id = found.id
  order by e.id`;
