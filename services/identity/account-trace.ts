import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../infra/ports/unit-of-work';
import { readOperatorId } from '../directory/read-operator';
import type { EntryDraft, Journal } from '../journal/append-entries';
import { ANONYMOUS } from './deps';
import type { AccountPrincipal } from './principal';

type Account = Pick<AccountPrincipal, 'accountId' | 'operatorAdmin' | 'grants' | 'vaults'>;

interface AccountEvent {
  readonly action: 'sign-in' | 'sign-in-failed' | 'sign-out';
  readonly outcome: 'done' | 'refused';
  readonly code?: string;
}

/**
 * Journals what was done with an account: in each vault that it opens, so that
 * the owner reads of it; in the operator's scope for whoever acts for others as
 * well, and for one who owns nothing.
 *
 * @param known whether it is sure that the account's holder did it; who merely tried is nobody
 */
export async function traceAccount(
  tx: EntityManager,
  journal: Journal,
  account: Account,
  event: AccountEvent,
  known: boolean,
): Promise<void> {
  const { accountId, vaults, grants, operatorAdmin } = account;
  // Whoever it is: known and unknown logins ask the same of the database.
  const operatorId = await readOperatorId(tx);
  const own = vaults.map(
    (vault): EntryDraft => ({
      ...event,
      subject: { kind: 'agent', id: vault.vaultId },
      employerId: vault.employerId,
      owner: accountId,
    }),
  );
  await journal.append(tx, known ? asOwner(accountId) : ANONYMOUS, own);
  if (vaults.length > 0 && grants.length === 0 && !operatorAdmin) return;
  await journal.append(tx, known ? asStaff(account) : ANONYMOUS, [
    { ...event, subject: { kind: 'operator', id: operatorId } },
  ]);
}

/** A known person in scope `sign-in`, acting on what is their own. What they are elsewhere is nobody's business here. */
export function asOwner(accountId: string): Actor {
  return { ...ANONYMOUS, role: 'agent', id: accountId };
}

/**
 * A known person in scope `sign-in`, as the operator reads of them: by the role
 * that says most; at an employer, by the one they hold there.
 */
export function asStaff({ accountId, vaults, grants, operatorAdmin }: Account, employerId?: string): Actor {
  const there = grants.find((grant) => grant.employerId === employerId) ?? grants[0];
  const role: Role = operatorAdmin
    ? 'operator-admin'
    : (there?.role ?? (vaults.length > 0 ? 'agent' : 'anonymous'));
  return { ...ANONYMOUS, role, id: accountId };
}
