import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { traceAccount } from './account-trace';
import { openCredentials } from './credentials';
import { ANONYMOUS, addMinutes, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import { loadAccount, loadPrincipal } from './load-principal';
import { normaliseLogin } from './logins';
import { verifyPassword } from './passwords';
import type { AccountPrincipal } from './principal';
import { csrfTokenOf, newSecret } from './secrets';
import { type AttemptKeys, clearAttempts, countAttempt } from './sign-in-attempts';

export interface OpenedSession {
  /** For the cookie; stored nowhere. */
  readonly token: string;
  readonly csrfToken: string;
  /** At the latest; unused, it ends earlier. */
  readonly endsAt: Date;
  readonly principal: AccountPrincipal;
}

/** The nil UUID (RFC 9562, 5.9): no account has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Where the attempt comes from; attempts of one network are counted together. */
  readonly network: string;
}

interface KnownAccount {
  readonly id: string;
  readonly passwordHash: string;
}

/**
 * Signs a person in. An unknown login takes the same steps, the password check
 * included, and gets the same answers, the lock included, as a known one.
 *
 * @throws {@link IdentityError} `sign-in-refused`, `sign-in-locked`
 */
export async function openSession(
  deps: IdentityDeps,
  { login, password, network }: SignIn,
): Promise<OpenedSession> {
  const attempt = await deps.uow.run(ANONYMOUS, (tx) => beginAttempt(tx, deps, login, network));
  if (attempt.lockedSeconds !== null) throw new IdentityError('sign-in-locked', attempt.lockedSeconds);
  const { account, keys } = attempt;
  // Outside any transaction: it takes some 50 ms of a processor.
  const matches = await verifyPassword(account?.passwordHash ?? null, password);
  if (account === null || !matches) {
    await deps.uow.run(ANONYMOUS, (tx) => journalFailure(tx, deps, account, 'sign-in-refused'));
    throw new IdentityError('sign-in-refused');
  }
  return deps.uow.run(ANONYMOUS, (tx) => begin(tx, deps, account.id, keys));
}

interface Attempt {
  readonly keys: AttemptKeys;
  readonly account: KnownAccount | null;
  readonly lockedSeconds: number | null;
}

async function beginAttempt(
  tx: EntityManager,
  deps: IdentityDeps,
  typed: string,
  network: string,
): Promise<Attempt> {
  const credentials = await openCredentials(tx, deps);
  const login = normaliseLogin(typed);
  const keys = credentials.attemptKeys(login, network);
  const lockedSeconds = await countAttempt(tx, keys);
  const [account]: KnownAccount[] = await tx.query(
    'select id, password_hash as "passwordHash" from account where login_index = $1',
    [credentials.loginIndex(login)],
  );
  if (lockedSeconds !== null) await journalFailure(tx, deps, account ?? null, 'sign-in-locked');
  return { keys, account: account ?? null, lockedSeconds };
}

async function begin(
  tx: EntityManager,
  deps: IdentityDeps,
  accountId: string,
  keys: AttemptKeys,
): Promise<OpenedSession> {
  const at = deps.clock.now();
  const { secret, hash } = newSecret();
  const sessionId = uuidv7();
  const endsAt = addMinutes(at, deps.limits.sessionHours * 60);
  await clearAttempts(tx, keys);
  await tx.query('delete from session where account_id = $1 and ends_at <= $2', [accountId, at]);
  await tx.query(
    `insert into session (id, account_id, token_hash, created_at, seen_at, ends_at)
     values ($1, $2, $3, $4, $4, $5)`,
    [sessionId, accountId, hash, at, endsAt],
  );
  const principal = await loadPrincipal(tx, accountId, sessionId);
  await traceAccount(tx, deps.journal, principal, { action: 'sign-in', outcome: 'done' }, true);
  return { token: secret, csrfToken: csrfTokenOf(secret), endsAt, principal };
}

async function journalFailure(
  tx: EntityManager,
  deps: IdentityDeps,
  account: KnownAccount | null,
  code: 'sign-in-refused' | 'sign-in-locked',
): Promise<void> {
  // Looked up for nobody as well: known and unknown logins ask the same of the database.
  const tried = await loadAccount(tx, account?.id ?? NOBODY);
  await traceAccount(tx, deps.journal, tried, { action: 'sign-in-failed', outcome: 'refused', code }, false);
}
