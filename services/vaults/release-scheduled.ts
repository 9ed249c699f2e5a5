import type { EntityManager } from 'typeorm';
import type { Actor } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import { type DepositedCopy, depositEntry } from './deposit-entry';
import { destroyAgentCopies } from './destroy-agent-copies';

/** A document that waits for its publication. */
export interface ScheduledDocument {
  readonly id: string;
  readonly employmentId: string;
}

/** Some that wait in this batch, in a lasting order. */
export async function readScheduled(
  tx: EntityManager,
  batchId: string,
  limit: number,
): Promise<ScheduledDocument[]> {
  return tx.query(
    `select d.id, d.employment_id as "employmentId"
     from (select document_id from hidden_document where batch_id = $1 and not withdrawn
           order by document_id limit $2) h join document d on d.id = h.document_id`,
    [batchId, limit],
  );
}

/**
 * Scheduled documents become the agents': they are seen, and so is what was done
 * with them until now. The deposit into each agent's vault is journaled here, for
 * here it happens.
 *
 * @param actor in whose name they were deposited
 */
export async function releaseScheduled(
  tx: EntityManager,
  deps: { readonly journal: Journal },
  actor: Actor,
  batchId: string,
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  const copies: DepositedCopy[] = await tx.query(
    `with released as (
       update document set agent_copy = 'released' where id = any ($1::uuid[]) and agent_copy = 'scheduled'
       returning *)
     select d.id, d.employer_id as "employerId", e.siret as "employerSiret", d.employment_id as "employmentId",
       d.agent_vault_id as "agentVaultId", d.type, d.period, d.input_sha256 as "inputSha256",
       d.sealed_sha256 as "sealedSha256", d.seal_level as "sealLevel", d.deposited_at as "depositedAt",
       d.corrects, k.version_id as "objectVersion"
     from released d join employer e on e.id = d.employer_id
       join document_key k on k.document_id = d.id and k.copy = 'agent' order by d.id`,
    [documentIds],
  );
  await reveal(tx, documentIds);
  await deps.journal.append(
    tx,
    actor,
    copies.map((copy) => depositEntry('agent', batchId, copy)),
  );
}

/** The agent objected while the document waited: it will be printed, and there is no agent copy any more. */
export async function withholdScheduled(
  tx: EntityManager,
  at: Date,
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  await tx.query(
    `update document set agent_copy = 'withheld' where id = any ($1::uuid[]) and agent_copy = 'scheduled'`,
    [documentIds],
  );
  await destroyAgentCopies(tx, at, documentIds, 'withheld');
  await reveal(tx, documentIds);
}

async function reveal(tx: EntityManager, documentIds: readonly string[]): Promise<void> {
  await tx.query('delete from hidden_document where document_id = any ($1::uuid[])', [documentIds]);
}
