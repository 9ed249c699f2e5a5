import { ANONYMOUS, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { ClientPrincipal } from './principal';
import { hashSecret } from './secrets';

/**
 * Which payroll system holds this bearer token (RFC 6750).
 *
 * @throws {@link IdentityError} `not-authenticated`: unknown, over, or its client was revoked
 */
export async function authenticateToken(
  deps: Pick<IdentityDeps, 'uow' | 'clock'>,
  token: string,
): Promise<ClientPrincipal> {
  return deps.uow.run(ANONYMOUS, async (tx) => {
    const [row]: Omit<ClientPrincipal, 'kind'>[] = await tx.query(
      `select c.id as "clientId", c.employer_id as "employerId", t.scopes
       from access_token t join api_client c on c.id = t.client_id
       where t.token_hash = $1 and t.ends_at > $2 and c.revoked_at is null`,
      [hashSecret(token), deps.clock.now()],
    );
    if (row === undefined) throw new IdentityError('not-authenticated');
    return { kind: 'client', ...row };
  });
}
