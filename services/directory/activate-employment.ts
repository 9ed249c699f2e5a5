import type { EntityManager } from 'typeorm';
import { openEmployerRecords, type RecordDeps } from './employer-records';
import { DirectoryError } from './errors';
import { openIdentity, type PersonIdentity } from './identity-record';

/** What activation compares with and acts on. */
export interface EmploymentToActivate {
  readonly id: string;
  readonly employerId: string;
  readonly employerSiret: string;
  readonly vaultId: string;
  readonly activated: boolean;
  /** How often an import changed who it is: a code made for an earlier revision opens nothing. */
  readonly identityRevision: number;
  readonly identity: PersonIdentity;
}

/**
 * @param lock keeps an import from changing who it is until the transaction ends
 * @throws {@link DirectoryError} `employment-not-found`: none, or not for this transaction's scope
 */
export async function readEmploymentToActivate(
  tx: EntityManager,
  deps: RecordDeps,
  employmentId: string,
  { lock = false } = {},
): Promise<EmploymentToActivate> {
  const [row]: (Omit<EmploymentToActivate, 'identity'> & { sealedIdentity: Buffer })[] = await tx.query(
    `select e.id, e.employer_id as "employerId", c.siret as "employerSiret", e.vault_id as "vaultId",
       e.activated, e.identity_revision as "identityRevision", e.sealed_identity as "sealedIdentity"
     from employment e join employer c on c.id = e.employer_id where e.id = $1
     ${lock ? 'for no key update of e' : ''}`,
    [employmentId],
  );
  if (row === undefined) throw new DirectoryError('employment-not-found');
  const { sealedIdentity, ...employment } = row;
  const records = await openEmployerRecords(tx, deps, row.employerId);
  return { ...employment, identity: openIdentity(records, employmentId, sealedIdentity) };
}

/** The employer learns that there is an account, not whose login, nor when. */
export async function markActivated(tx: EntityManager, employmentId: string): Promise<void> {
  await tx.query('update employment set activated = true where id = $1', [employmentId]);
}
