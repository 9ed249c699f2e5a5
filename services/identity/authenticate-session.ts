import type { EntityManager } from 'typeorm';
import { ANONYMOUS, addMinutes, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import { loadPrincipal } from './load-principal';
import type { AccountPrincipal } from './principal';
import { csrfTokenOf, hashSecret, isSecret } from './secrets';

/** How stale "last seen" may be: a session is not written at every request. */
const SEEN_EVERY_MS = 60_000;

export interface LiveSession {
  readonly principal: AccountPrincipal;
  readonly endsAt: Date;
}

/**
 * Who holds this session, with the roles and vaults of this moment: a revoked
 * role is gone at the next request.
 *
 * @throws {@link IdentityError} `not-authenticated`: unknown, closed, idle too long, or over
 */
export async function authenticateSession(deps: IdentityDeps, token: string): Promise<AccountPrincipal> {
  const { principal } = await deps.uow.run(ANONYMOUS, (tx) => readLiveSession(tx, deps, token));
  return principal;
}

/** Whether `presented` is the CSRF token of this session. Constant time. */
export function isCsrfToken(sessionToken: string, presented: string): boolean {
  return isSecret(presented, hashSecret(csrfTokenOf(sessionToken)));
}

/** In scope `sign-in`. @throws {@link IdentityError} `not-authenticated` */
export async function readLiveSession(
  tx: EntityManager,
  deps: Pick<IdentityDeps, 'clock' | 'limits'>,
  token: string,
): Promise<LiveSession> {
  const at = deps.clock.now();
  const [row]: { id: string; accountId: string; seenAt: Date; endsAt: Date }[] = await tx.query(
    `select id, account_id as "accountId", seen_at as "seenAt", ends_at as "endsAt"
     from session where token_hash = $1`,
    [hashSecret(token)],
  );
  if (row === undefined || at >= row.endsAt || at >= addMinutes(row.seenAt, deps.limits.sessionIdleMinutes)) {
    throw new IdentityError('not-authenticated');
  }
  if (at.getTime() - row.seenAt.getTime() >= SEEN_EVERY_MS) {
    await tx.query('update session set seen_at = $2 where id = $1', [row.id, at]);
  }
  return { principal: await loadPrincipal(tx, row.accountId, row.id), endsAt: row.endsAt };
}
