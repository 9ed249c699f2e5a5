import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../infra/ports/clock';
import { employerSubject } from '../../vaults/subjects';
import { type IngestionDeps, SYSTEM } from '../deps';
import { giveBackReservations } from '../items/give-back-reservations';
import { forgetPageImages, type StoredImage } from '../page-image/stored-images';
import { announceQuarantine } from '../webhooks/announce-batch';

/** What became of a chosen item that was not deposited. */
export type WithoutDeposit = {
  readonly code: string;
  /** Without personal data. */
  readonly reason: string | null;
} & (
  | { readonly state: 'rejected' }
  /** It waits for a person again. */
  | { readonly state: 'quarantined'; readonly collidesWith?: string }
  | {
      readonly state: 'duplicate';
      readonly duplicateOf: string;
      readonly employmentId: string;
      readonly type: string;
      readonly period: string;
    }
);

type SettleChunk = { readonly chunkId: string; readonly batchId: string; readonly employerId: string };

/**
 * Ends a settlement that led to no deposit; what it had reserved is given back. The
 * batch's row is locked by the caller.
 *
 * @returns images that nobody can open any more: to be deleted after the commit
 */
export async function returnItem(
  tx: EntityManager,
  deps: IngestionDeps,
  chunk: SettleChunk,
  outcome: WithoutDeposit,
): Promise<StoredImage[]> {
  const [settled]: { itemId: string; documentId: string | null }[] = await tx.query(
    `select s.item_id as "itemId", i.document_id as "documentId"
     from item_settlement s join item i on i.id = s.item_id where s.chunk_id = $1`,
    [chunk.chunkId],
  );
  await tx.query(`update chunk set state = 'done', lease_until = null where id = $1`, [chunk.chunkId]);
  if (settled === undefined) return [];
  await writeOutcome(tx, settled.itemId, outcome);
  await giveBackReservations(tx, deps, settled.documentId === null ? [] : [settled.documentId]);
  await endSettlement(tx, deps, chunk.batchId, settled.itemId);
  const related = outcome.state === 'duplicate' ? outcome.duplicateOf : collision(outcome);
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: employerSubject(chunk.employerId),
      employerId: chunk.employerId,
      owner: chunk.employerId,
      batch: chunk.batchId,
      item: settled.itemId,
      action: 'deposit',
      outcome: 'refused',
      code: outcome.code,
      ...(related === undefined ? {} : { document: { id: related } }),
    },
  ]);
  return outcome.state === 'quarantined' ? [] : forgetPageImages(tx, [settled.itemId]);
}

/** The item can be decided on again, or need not be; the report says something new. */
export async function endSettlement(
  tx: EntityManager,
  deps: { readonly clock: Clock },
  batchId: string,
  itemId: string,
): Promise<void> {
  await tx.query('delete from item_settlement where item_id = $1', [itemId]);
  await tx.query('update batch set revision = revision + 1, last_settled_at = $2 where id = $1', [
    batchId,
    deps.clock.now(),
  ]);
  await announceQuarantine(tx, deps, batchId);
}

function collision(outcome: WithoutDeposit): string | undefined {
  return outcome.state === 'quarantined' ? outcome.collidesWith : undefined;
}

async function writeOutcome(tx: EntityManager, itemId: string, outcome: WithoutDeposit): Promise<void> {
  const duplicate = outcome.state === 'duplicate' ? outcome : null;
  await tx.query(
    `update item set state = $2, code = $3, reason = $4, document_id = null, employment_id = $5,
       duplicate_of = $6, type = $7, period = $8,
       sealed_reading = case when $2 = 'quarantined' then sealed_reading end
     where id = $1`,
    [
      itemId,
      outcome.state,
      outcome.code,
      outcome.reason,
      duplicate?.employmentId ?? null,
      duplicate?.duplicateOf ?? null,
      duplicate?.type ?? null,
      duplicate?.period ?? null,
    ],
  );
}
