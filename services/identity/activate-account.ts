import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { claimantOf, claimCode, countFailure, grantClaimed, type PresentedCode } from './claim-code';
import { openCredentials } from './credentials';
import { ANONYMOUS, type IdentityDeps } from './deps';
import { IdentityError, type IdentityErrorCode } from './errors';
import { normaliseLogin, readLogin } from './logins';
import { checkPassword, hashPassword } from './passwords';

export interface Activation extends PresentedCode {
  readonly password: string;
  /** A mail address; without it the invitation's address is the login. */
  readonly login?: string;
}

/**
 * Makes an account for the holder of a one-time code and gives it what the code
 * is for: an agent vault, a role with an employer, the operator's role. An
 * account that exists is never joined here, whatever the address: its owner
 * signs in and links.
 *
 * @throws {@link IdentityError} `password-…`, `login-invalid`, `login-required` (none of which
 *   uses up a try), `activation-refused`, `code-locked`, `login-taken`
 */
export async function activateAccount(
  deps: IdentityDeps,
  activation: Activation,
): Promise<{ accountId: string; login: string }> {
  checkPassword(activation.password);
  const chosen = activation.login === undefined ? null : readLogin(activation.login);
  // Before the code is looked at, outside the transaction: a wrong code takes as long as a right one.
  const passwordHash = await hashPassword(activation.password);
  const outcome = await deps.uow.run(ANONYMOUS, (tx) =>
    tryActivation(tx, deps, activation, chosen, passwordHash),
  );
  if (typeof outcome === 'string') throw new IdentityError(outcome);
  return outcome;
}

async function tryActivation(
  tx: EntityManager,
  deps: IdentityDeps,
  presented: PresentedCode,
  chosen: string | null,
  passwordHash: string,
): Promise<{ accountId: string; login: string } | IdentityErrorCode> {
  const claimed = await claimCode(tx, deps, ANONYMOUS, presented);
  if (typeof claimed === 'string') return claimed;
  const login = chosen ?? (claimed.address === null ? null : normaliseLogin(claimed.address));
  if (login === null) return 'login-required';
  const accountId = uuidv7();
  const credentials = await openCredentials(tx, deps);
  const inserted: unknown[] = await tx.query(
    `insert into account (id, login_index, sealed_login, password_hash, created_at)
     values ($1, $2, $3, $4, $5) on conflict (login_index) do nothing returning id`,
    [
      accountId,
      credentials.loginIndex(login),
      credentials.sealLogin(accountId, login),
      passwordHash,
      deps.clock.now(),
    ],
  );
  if (inserted.length === 0) {
    // Counted: five answers are all that a code tells about other people's logins.
    await countFailure(tx, deps, ANONYMOUS, claimed);
    return 'login-taken';
  }
  await grantClaimed(tx, deps, claimantOf(claimed, accountId), claimed, accountId);
  return { accountId, login };
}
