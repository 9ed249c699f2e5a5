import type { EntityManager } from 'typeorm';
import type { AccountPrincipal, EmployerGrant, EmployerRole, OwnedVault } from './principal';

/** What an account may act as, at this moment. In scope `sign-in`. */
export async function loadPrincipal(
  tx: EntityManager,
  accountId: string,
  sessionId: string,
): Promise<AccountPrincipal> {
  return { kind: 'account', sessionId, ...(await loadAccount(tx, accountId)) };
}

/** The same, whether anybody is signed in or not; an id that no account has holds nothing. */
export async function loadAccount(
  tx: EntityManager,
  accountId: string,
): Promise<Omit<AccountPrincipal, 'kind' | 'sessionId'>> {
  const roles: { employerId: string | null; role: EmployerRole | 'operator-admin' }[] = await tx.query(
    `select employer_id as "employerId", role from role_grant
     where account_id = $1 and revoked_at is null order by id`,
    [accountId],
  );
  return {
    accountId,
    operatorAdmin: roles.some(({ role }) => role === 'operator-admin'),
    grants: roles.flatMap(({ employerId, role }): EmployerGrant[] =>
      employerId === null || role === 'operator-admin' ? [] : [{ employerId, role }],
    ),
    vaults: await readOwnedVaults(tx, accountId),
  };
}

/** An account's vaults, the oldest first: in scope `sign-in`, `system`, or `agent` for the account itself. */
export async function readOwnedVaults(tx: EntityManager, accountId: string): Promise<OwnedVault[]> {
  return tx.query(
    `select vault_id as "vaultId", employment_id as "employmentId", employer_id as "employerId"
     from vault_ownership where account_id = $1 order by since, vault_id`,
    [accountId],
  );
}
