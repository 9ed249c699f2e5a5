import type { EntityManager } from 'typeorm';

/** Whose trace an entry belongs to: exactly one vault. */
export interface VaultSubject {
  readonly kind: 'agent' | 'employer';
  readonly id: string;
}

/** The vault of an employer has the employer's id. */
export function employerSubject(employerId: string): VaultSubject {
  return { kind: 'employer', id: employerId };
}

export function agentSubject(vaultId: string): VaultSubject {
  return { kind: 'agent', id: vaultId };
}

/** Vaults of the account in whose scope the transaction runs: row-level security leaves it no other. */
export async function ownedVaults(tx: EntityManager): Promise<VaultSubject[]> {
  const rows: { id: string }[] = await tx.query(
    'select vault_id as id from vault_ownership where account_id = app_account() order by vault_id',
  );
  return rows.map((row) => agentSubject(row.id));
}
