import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../infra/ports/unit-of-work';
import { readOperatorId } from '../directory/read-operator';
import type { EntryDraft } from '../journal/append-entries';
import { ANONYMOUS } from './deps';
import type { AccountPrincipal, OwnedVault } from './principal';

type Trace = Pick<EntryDraft, 'subject' | 'employerId' | 'owner'>;

/**
 * Whose trace an account's sign-ins belong to: each vault that it opens, so
 * that the owner reads of it; the operator's scope for staff and for nobody.
 */
export async function traceOf(
  tx: EntityManager,
  accountId: string,
  vaults: readonly OwnedVault[],
): Promise<Trace[]> {
  const operator = { kind: 'operator', id: await readOperatorId(tx) } as const;
  if (vaults.length === 0) return [{ subject: operator }];
  return vaults.map((vault) => ({
    subject: { kind: 'agent', id: vault.vaultId },
    employerId: vault.employerId,
    owner: accountId,
  }));
}

/** A known person in scope `sign-in`, with the role that says most of why they sign in. */
export function asSelf({ accountId, vaults, grants, operatorAdmin }: AccountPrincipal): Actor {
  const role: Role = operatorAdmin
    ? 'operator-admin'
    : (grants[0]?.role ?? (vaults.length > 0 ? 'agent' : 'anonymous'));
  return { ...ANONYMOUS, role, id: accountId };
}
