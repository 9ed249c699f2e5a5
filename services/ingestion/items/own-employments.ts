import type { EntityManager } from 'typeorm';
import { employmentsOf } from '../../identity/employments-of';

/** Employments of any of the accounts: nothing that these people do may be for themselves. */
export async function employmentsOfAll(
  tx: EntityManager,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (const accountId of new Set(accountIds)) {
    for (const employmentId of await employmentsOf(tx, accountId)) own.add(employmentId);
  }
  return own;
}
