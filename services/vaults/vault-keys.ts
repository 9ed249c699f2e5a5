import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { Clock } from '../../infra/ports/clock';
import type { KeyRing, WrapContext } from '../../infra/ports/key-ring';
import type { CopyKind } from './tables';

/** Names a vault and whom it belongs to: both are bound into its wrapped key. */
export interface VaultIdentity {
  readonly id: string;
  readonly kind: CopyKind;
  readonly employerId: string;
  /** NULL for the employer's own vault. */
  readonly employmentId: string | null;
}

export interface VaultKeyDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly clock: Clock;
}

/**
 * The key of every named vault, made where the vault is new. Two transactions
 * that make the same vault at once agree: the first insert wins and both read it.
 */
export async function ensureVaultKeys(
  tx: EntityManager,
  deps: VaultKeyDeps,
  vaults: readonly VaultIdentity[],
): Promise<Map<string, Buffer>> {
  const wanted = new Map(vaults.map((vault) => [vault.id, vault]));
  const known = await readVaultKeys(tx, deps, [...wanted.keys()]);
  const missing = [...wanted.values()].filter((vault) => !known.has(vault.id));
  if (missing.length === 0) return known;
  await tx.query(
    `insert into vault (id, kind, employer_id, employment_id, wrapped_key, created_at)
     select *, $6::timestamptz from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::bytea[])
     on conflict do nothing`,
    [
      missing.map((vault) => vault.id),
      missing.map((vault) => vault.kind),
      missing.map((vault) => vault.employerId),
      missing.map((vault) => vault.employmentId),
      missing.map((vault) => deps.keys.wrap(vault.kind, deps.cipher.newKey(), wrapContext(vault))),
      deps.clock.now(),
    ],
  );
  return readVaultKeys(tx, deps, [...wanted.keys()]);
}

/** Keys of those of the named vaults that exist and that the transaction's scope may see. */
export async function readVaultKeys(
  tx: EntityManager,
  deps: Pick<VaultKeyDeps, 'keys'>,
  ids: readonly string[],
): Promise<Map<string, Buffer>> {
  const rows: (VaultIdentity & { wrappedKey: Buffer })[] = await tx.query(
    `select id, kind, employer_id as "employerId", employment_id as "employmentId", wrapped_key as "wrappedKey"
     from vault where id = any ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, deps.keys.unwrap(row.kind, row.wrappedKey, wrapContext(row))]));
}

function wrapContext(vault: VaultIdentity): WrapContext {
  return { kind: `vault:${vault.kind}`, id: vault.id, owner: vault.employmentId ?? vault.employerId };
}
