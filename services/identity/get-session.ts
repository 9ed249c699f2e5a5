import type { EntityManager } from 'typeorm';
import { readLiveSession } from './authenticate-session';
import { openCredentials } from './credentials';
import { ANONYMOUS, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { AccountPrincipal, EmployerRole } from './principal';
import { csrfTokenOf } from './secrets';

export interface EmployerName {
  readonly employerId: string;
  readonly employerName: string;
  readonly siret: string;
}

/** What a signed-in person sees of themself. */
export interface SessionView {
  readonly accountId: string;
  readonly login: string;
  readonly operatorAdmin: boolean;
  readonly grants: readonly (EmployerName & { readonly role: EmployerRole })[];
  readonly employments: readonly (EmployerName & { readonly employmentId: string })[];
  readonly csrfToken: string;
  readonly endsAt: Date;
}

/** @throws {@link IdentityError} `not-authenticated` */
export async function getSession(deps: IdentityDeps, token: string): Promise<SessionView> {
  return deps.uow.run(ANONYMOUS, async (tx) => {
    const { principal, endsAt } = await readLiveSession(tx, deps, token);
    const nameOf = await readEmployerNames(tx, principal);
    const credentials = await openCredentials(tx, deps);
    return {
      accountId: principal.accountId,
      login: credentials.openLogin(principal.accountId, await readSealedLogin(tx, principal.accountId)),
      operatorAdmin: principal.operatorAdmin,
      grants: principal.grants.map(({ employerId, role }) => ({ ...nameOf(employerId), role })),
      employments: principal.vaults.map(({ employerId, employmentId }) => ({
        ...nameOf(employerId),
        employmentId,
      })),
      csrfToken: csrfTokenOf(token),
      endsAt,
    };
  });
}

async function readSealedLogin(tx: EntityManager, accountId: string): Promise<Buffer> {
  const [row]: { sealed: Buffer }[] = await tx.query(
    'select sealed_login as sealed from account where id = $1',
    [accountId],
  );
  if (row === undefined) throw new IdentityError('not-authenticated');
  return row.sealed;
}

async function readEmployerNames(
  tx: EntityManager,
  { grants, vaults }: AccountPrincipal,
): Promise<(employerId: string) => EmployerName> {
  const rows: EmployerName[] = await tx.query(
    'select id as "employerId", name as "employerName", siret from employer where id = any ($1::uuid[])',
    [[...grants, ...vaults].map(({ employerId }) => employerId)],
  );
  const byId = new Map(rows.map((row) => [row.employerId, row]));
  return (employerId) => {
    const name = byId.get(employerId);
    // Foreign keys of grants and ownerships: an employer that is named exists.
    if (name === undefined) throw new Error('employer of a grant is missing');
    return name;
  };
}
