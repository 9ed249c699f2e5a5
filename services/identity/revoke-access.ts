import type { Actor } from '../../infra/ports/unit-of-work';
import { readOperatorId } from '../directory/read-operator';
import type { IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { EmployerRole } from './principal';

/**
 * Ends a payroll system's access. Its tokens end with it: they are read
 * together with their client.
 *
 * @param actor of scope `operator`
 * @throws {@link IdentityError} `not-found`: no such client of this employer that is not revoked
 */
export function revokeClient(
  deps: IdentityDeps,
  actor: Actor,
  { employerId, clientId }: { readonly employerId: string; readonly clientId: string },
): Promise<void> {
  return revoke(deps, actor, employerId, 'revoke-client', {
    sql: `update api_client set revoked_at = $1
      where employer_id = $2 and id = $3 and revoked_at is null returning id`,
    parameters: [clientId],
  });
}

/**
 * Ends a person's role with an employer, from the next request on.
 *
 * @param actor of scope `operator`
 * @throws {@link IdentityError} `not-found`: the account does not hold this role
 */
export function revokeRole(
  deps: IdentityDeps,
  actor: Actor,
  {
    employerId,
    accountId,
    role,
  }: { readonly employerId: string; readonly accountId: string; readonly role: EmployerRole },
): Promise<void> {
  return revoke(deps, actor, employerId, 'revoke-role', {
    sql: `update role_grant set revoked_at = $1
      where employer_id = $2 and account_id = $3 and role = $4 and revoked_at is null returning id`,
    parameters: [accountId, role],
  });
}

async function revoke(
  deps: IdentityDeps,
  actor: Actor,
  employerId: string,
  code: 'revoke-client' | 'revoke-role',
  { sql, parameters }: { readonly sql: string; readonly parameters: readonly string[] },
): Promise<void> {
  await deps.uow.run(actor, async (tx) => {
    const [rows]: [unknown[], number] = await tx.query(sql, [deps.clock.now(), employerId, ...parameters]);
    if (rows.length === 0) throw new IdentityError('not-found');
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        employerId,
        action: 'maintenance',
        outcome: 'done',
        code,
      },
    ]);
  });
}
