import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from './employer-records';
import { DirectoryError } from './errors';
import { openIdentity } from './identity-record';

/** What an officer claims of a document by choosing the agent it is for. */
export interface Claimant {
  /** Payroll of the matricule. */
  readonly source: string;
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly givenName: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
}

/**
 * An employment under the matricule it has at a period, otherwise its newest.
 *
 * @param period `YYYY-MM`
 * @throws {@link DirectoryError} `employment-not-found`
 */
export async function readClaimant(
  tx: EntityManager,
  records: EmployerRecords,
  employmentId: string,
  period: string,
): Promise<Claimant> {
  const [row]: { id: string; sealedIdentity: Buffer; source: string; payrollNumber: string }[] =
    await tx.query(
      `select e.id, e.sealed_identity as "sealedIdentity", p.source, p.number as "payrollNumber"
       from employment e join payroll_number p on p.employment_id = e.id
       where e.id = $1 and e.employer_id = $2
       order by p.valid @> ($3 || '-01')::date desc, lower(p.valid) desc, p.source, p.number limit 1`,
      [employmentId, records.employerId, period],
    );
  if (row === undefined) throw new DirectoryError('employment-not-found');
  const { familyName, givenName, birthDate } = openIdentity(records, row.id, row.sealedIdentity);
  return { source: row.source, payrollNumber: row.payrollNumber, familyName, givenName, birthDate };
}
