import type { EntityManager } from 'typeorm';
import { openEmployerRecords, type RecordDeps } from './employer-records';
import { DirectoryError } from './errors';
import { openIdentity } from './identity-record';

/** An agent who has not activated, as a letter needs them. */
export interface Addressee {
  readonly employmentId: string;
  readonly vaultId: string;
  /** The newest matricule. */
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
}

/**
 * Those of one employer's agents who have not activated.
 *
 * @param ids only these, or `all`; whoever of them has activated is left out
 * @param limit how many at most
 * @throws {@link DirectoryError} `employer-not-found`; `employment-not-found`: an id is none of this employer's
 */
export async function readAddressees(
  tx: EntityManager,
  deps: RecordDeps,
  employerId: string,
  ids: readonly string[] | 'all',
  limit: number,
): Promise<Addressee[]> {
  const records = await openEmployerRecords(tx, deps, employerId);
  if (ids !== 'all') await requireEmployments(tx, employerId, ids);
  const rows: (Pick<Addressee, 'employmentId' | 'vaultId' | 'payrollNumber'> & { sealedIdentity: Buffer })[] =
    await tx.query(
      `select e.id as "employmentId", e.vault_id as "vaultId", e.sealed_identity as "sealedIdentity",
         p.number as "payrollNumber"
       from employment e join lateral (
         select number from payroll_number where employment_id = e.id
         order by lower(valid) desc, source desc, number desc limit 1) p on true
       where e.employer_id = $1 and not e.activated and ($2::uuid[] is null or e.id = any ($2))
       limit $3`,
      [employerId, ids === 'all' ? null : ids, limit],
    );
  return rows.map(({ sealedIdentity, ...row }) => {
    const { familyName, usageName, givenName } = openIdentity(records, row.employmentId, sealedIdentity);
    return { ...row, familyName, usageName, givenName };
  });
}

async function requireEmployments(
  tx: EntityManager,
  employerId: string,
  ids: readonly string[],
): Promise<void> {
  const [{ known }]: [{ known: number }] = await tx.query(
    'select count(*)::integer as known from employment where employer_id = $1 and id = any ($2::uuid[])',
    [employerId, ids],
  );
  if (known !== new Set(ids.map((id) => id.toLowerCase())).size)
    throw new DirectoryError('employment-not-found');
}
