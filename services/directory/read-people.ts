import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from './employer-records';
import { openIdentity } from './identity-record';

/** A person as lists of other things name them. */
export interface PersonLabel {
  /** The newest matricule. */
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly givenName: string;
}

/** The named employments of one employer, by employment id; an id of another employer's is left out. */
export async function readPeople(
  tx: EntityManager,
  records: EmployerRecords,
  employmentIds: readonly string[],
): Promise<Map<string, PersonLabel>> {
  const rows: { id: string; sealedIdentity: Buffer; payrollNumber: string }[] = await tx.query(
    `select e.id, e.sealed_identity as "sealedIdentity", p.number as "payrollNumber"
     from employment e join lateral (
       select number from payroll_number where employment_id = e.id
       order by lower(valid) desc, source desc, number desc limit 1) p on true
     where e.employer_id = $1 and e.id = any ($2::uuid[])`,
    [records.employerId, [...new Set(employmentIds)]],
  );
  return new Map(
    rows.map(({ id, sealedIdentity, payrollNumber }) => {
      const { familyName, givenName } = openIdentity(records, id, sealedIdentity);
      return [id, { payrollNumber, familyName, givenName }];
    }),
  );
}
