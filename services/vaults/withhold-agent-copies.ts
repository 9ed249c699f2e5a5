import type { EntityManager } from 'typeorm';
import { type Deposit, registerSurplus } from './commit-deposits';
import { BUCKET_OF } from './copy-keys';

/**
 * Takes the agent's copy out of those deposits that may not reach the agent any
 * more. Its key goes in the caller's transaction, before anybody could read it;
 * the object that nothing opens is registered as surplus.
 *
 * @returns all deposits, those withheld with the employer's copy only
 */
export async function withholdAgentCopies(
  tx: EntityManager,
  at: Date,
  deposits: readonly { readonly deposit: Deposit; readonly withheld: boolean }[],
): Promise<Deposit[]> {
  const withheld = deposits.flatMap(({ deposit, withheld }) => (withheld ? [deposit] : []));
  const ids = withheld.map(({ document }) => document.id);
  if (ids.length > 0) {
    await tx.query(`update document set agent_copy = 'withheld' where id = any ($1::uuid[])`, [ids]);
    await tx.query(`delete from document_key where document_id = any ($1::uuid[]) and copy = 'agent'`, [ids]);
    await registerSurplus(tx, at, withheld.flatMap(agentObject), 'withheld');
  }
  return deposits.map(({ deposit, withheld }) =>
    withheld ? { ...deposit, copies: deposit.copies.filter(({ copy }) => copy !== 'agent') } : deposit,
  );
}

function agentObject({ document, copies }: Deposit) {
  const key = document.copies.find(({ copy }) => copy === 'agent')?.objectKey;
  const pinned = copies.find(({ copy }) => copy === 'agent');
  if (key === undefined || pinned === undefined) return [];
  const version = { key, versionId: pinned.versionId, size: pinned.objectSize };
  return [{ bucket: BUCKET_OF.agent, version }];
}
