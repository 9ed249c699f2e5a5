import type { Actor } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import { DirectoryError } from '../directory/errors';
import { readEmployer } from '../directory/read-employer';
import type { IdentityDeps } from './deps';
import type { ClientScope, EmployerRole } from './principal';

/** A person's role with an employer, by account: whose it is stays sealed. */
export interface StaffView {
  readonly accountId: string;
  readonly role: EmployerRole;
  readonly since: Date;
}

export interface ClientView {
  readonly clientId: string;
  readonly name: string;
  readonly scopes: readonly ClientScope[];
  readonly since: Date;
}

interface Page<T> {
  readonly items: readonly T[];
  /** Id of the last row. */
  readonly nextCursor: string | null;
}

interface AccessQuery {
  readonly employerId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Roles that hold, the oldest first: what `revokeRole` can end.
 *
 * @param actor of scope `operator`
 * @throws {@link DirectoryError} `employer-not-found`, `cursor-invalid`
 */
export function listStaff(
  deps: Pick<IdentityDeps, 'uow'>,
  actor: Actor,
  query: AccessQuery,
): Promise<Page<StaffView>> {
  return listPage(
    deps,
    actor,
    query,
    `select id, account_id as "accountId", role, created_at as since from role_grant
     where employer_id = $1 and revoked_at is null and ($2::uuid is null or id > $2) order by id limit $3`,
  );
}

/**
 * Payroll systems that are not revoked, the oldest first: what `revokeClient` can end.
 *
 * @param actor of scope `operator`
 * @throws {@link DirectoryError} `employer-not-found`, `cursor-invalid`
 */
export function listClients(
  deps: Pick<IdentityDeps, 'uow'>,
  actor: Actor,
  query: AccessQuery,
): Promise<Page<ClientView>> {
  return listPage(
    deps,
    actor,
    query,
    `select id, id as "clientId", name, scopes, created_at as since from api_client
     where employer_id = $1 and revoked_at is null and ($2::uuid is null or id > $2) order by id limit $3`,
  );
}

async function listPage<T>(
  deps: Pick<IdentityDeps, 'uow'>,
  actor: Actor,
  { employerId, limit, cursor }: AccessQuery,
  sql: string,
): Promise<Page<T>> {
  if (cursor !== undefined && !isUuid(cursor)) throw new DirectoryError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    await readEmployer(tx, employerId);
    const rows: (T & { readonly id: string })[] = await tx.query(sql, [
      employerId,
      cursor ?? null,
      limit + 1,
    ]);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  });
}
