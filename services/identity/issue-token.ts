import type { EntityManager } from 'typeorm';
import type { Actor } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import { readOperatorId } from '../directory/read-operator';
import type { EntryDraft } from '../journal/append-entries';
import { ANONYMOUS, addMinutes, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { ClientScope } from './principal';
import { isSecret, newSecret } from './secrets';
import { ApiClient } from './tables';

export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** RFC 6749, 3.3: separated by blanks. Without it, all that the client has. */
  readonly scope?: string;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly ClientScope[];
}

/** A digest that no secret has. */
const NOBODYS_HASH = Buffer.alloc(32);

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4). One answer for an unknown
 * client, a revoked one and a wrong secret, after the same comparison.
 *
 * @throws {@link IdentityError} `invalid-client`, `invalid-scope`
 */
export async function issueToken(deps: IdentityDeps, request: TokenRequest): Promise<IssuedToken> {
  const outcome = await deps.uow.run(ANONYMOUS, async (tx) => {
    const client = await findClient(tx, request.clientId);
    const matches = isSecret(request.clientSecret, client?.secretHash ?? NOBODYS_HASH);
    if (client === null || !matches || client.revokedAt !== null) {
      return refuse(tx, deps, client, 'invalid-client');
    }
    const scopes = grantScopes(client.scopes, request.scope);
    return scopes === null ? refuse(tx, deps, client, 'invalid-scope') : grant(tx, deps, client, scopes);
  });
  if (typeof outcome === 'string') throw new IdentityError(outcome);
  return outcome;
}

async function findClient(tx: EntityManager, clientId: string): Promise<ApiClient | null> {
  if (!isUuid(clientId)) return null;
  return tx.getRepository(ApiClient).findOneBy({ id: clientId });
}

/** NULL: asks for what the client does not have. */
function grantScopes(held: readonly ClientScope[], asked: string | undefined): ClientScope[] | null {
  const names = (asked ?? '').split(' ').filter((name) => name !== '');
  if (names.length === 0) return [...held];
  const granted = held.filter((scope) => names.includes(scope));
  return granted.length === new Set(names).size ? granted : null;
}

async function grant(
  tx: EntityManager,
  deps: IdentityDeps,
  client: ApiClient,
  scopes: ClientScope[],
): Promise<IssuedToken> {
  const at = deps.clock.now();
  const { secret, hash } = newSecret();
  const minutes = deps.limits.accessTokenMinutes;
  await tx.query('delete from access_token where client_id = $1 and ends_at <= $2', [client.id, at]);
  await tx.query(
    `insert into access_token (token_hash, client_id, scopes, created_at, ends_at)
     values ($1, $2, $3, $4, $5)`,
    [hash, client.id, scopes, at, addMinutes(at, minutes)],
  );
  const actor: Actor = { ...ANONYMOUS, role: 'client', id: client.id };
  await deps.journal.append(tx, actor, [{ ...traceOf(client), action: 'token-issued', outcome: 'done' }]);
  return { accessToken: secret, expiresInSeconds: minutes * 60, scopes };
}

async function refuse(
  tx: EntityManager,
  deps: IdentityDeps,
  client: ApiClient | null,
  code: 'invalid-client' | 'invalid-scope',
): Promise<typeof code> {
  const trace =
    client === null
      ? { subject: { kind: 'operator' as const, id: await readOperatorId(tx) } }
      : traceOf(client);
  await deps.journal.append(tx, ANONYMOUS, [{ ...trace, action: 'token-refused', outcome: 'refused', code }]);
  return code;
}

function traceOf({ employerId }: ApiClient): Pick<EntryDraft, 'subject' | 'employerId' | 'owner'> {
  return { subject: { kind: 'employer', id: employerId }, employerId, owner: employerId };
}
