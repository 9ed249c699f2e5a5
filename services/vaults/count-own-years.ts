import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import { ownedVaults } from './subjects';

export interface YearCount {
  /** `YYYY`, of the documents' periods. */
  readonly year: string;
  readonly count: number;
}

/** How many documents of which year the vaults of an account hold, newest first. Journaled in each vault. */
export async function countOwnYears(
  deps: { readonly uow: UnitOfWork; readonly journal: Journal },
  actor: Actor,
): Promise<{ readonly years: readonly YearCount[] }> {
  return deps.uow.run(actor, async (tx) => {
    const vaults = await ownedVaults(tx);
    const years: YearCount[] = await tx.query(
      `select left(period, 4) as year, count(*)::integer as count from document
       where agent_vault_id = any ($1::uuid[]) and state = 'deposited' and agent_copy = 'released'
       group by 1 order by 1 desc`,
      [vaults.map((vault) => vault.id)],
    );
    await deps.journal.append(
      tx,
      actor,
      vaults.map((subject) => ({ subject, action: 'count', outcome: 'done' })),
    );
    return { years };
  });
}
