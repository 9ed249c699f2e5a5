import type { EntityManager } from 'typeorm';
import { readOwnedVaults } from './load-principal';

/**
 * Employments that an account owns: nobody deposits, resolves or corrects an
 * item whose recipient is themself. In scope `system`, `sign-in`, or `agent`
 * for the account itself.
 */
export async function employmentsOf(tx: EntityManager, accountId: string): Promise<ReadonlySet<string>> {
  const vaults = await readOwnedVaults(tx, accountId);
  return new Set(vaults.map((vault) => vault.employmentId));
}
