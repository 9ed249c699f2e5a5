import { asOwner, traceAccount } from './account-trace';
import type { IdentityDeps } from './deps';
import type { AccountPrincipal } from './principal';

/** Ends this session. Ending it twice is no error. */
export function closeSession(deps: IdentityDeps, principal: AccountPrincipal): Promise<void> {
  return close(deps, principal, 'id', principal.sessionId);
}

/** Ends every session of the account, this one included. */
export function closeAllSessions(deps: IdentityDeps, principal: AccountPrincipal): Promise<void> {
  return close(deps, principal, 'account_id', principal.accountId);
}

async function close(
  deps: IdentityDeps,
  principal: AccountPrincipal,
  column: 'id' | 'account_id',
  value: string,
): Promise<void> {
  await deps.uow.run(asOwner(principal.accountId), async (tx) => {
    await tx.query(`delete from session where ${column} = $1`, [value]);
    await traceAccount(tx, deps.journal, principal, { action: 'sign-out', outcome: 'done' }, true);
  });
}
