import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../../infra/ports/unit-of-work';
import { withdrawDocuments } from '../../vaults/withdraw-documents';
import { type IngestionDeps, SYSTEM } from '../deps';
import { giveBackReservations } from '../items/give-back-reservations';
import { reopenDuplicates } from '../items/reopen-duplicates';
import { queueNotices } from '../notices/queue-notices';
import { announceBatch } from '../webhooks/announce-batch';
import { forEachBatch } from './for-each-batch';

/** Items per transaction: locks stay short, whatever the size of the batch. */
const PIECE_SIZE = 500;

interface Cancelled {
  readonly id: string;
  readonly employerId: string;
  readonly withdrawn: boolean;
  /** Agents see it later all the same: its publication goes on, and sends the mails. */
  readonly scheduled: boolean;
  readonly role: Role;
  readonly by: string | null;
}

interface FollowingItem {
  readonly id: string;
  readonly state: string;
  readonly documentId: string | null;
}

/**
 * Carries out cancellations: ends the chunks, which fences off whoever still works
 * on one, then cancels the items piece by piece, with what they had reserved or
 * deposited. A crash anywhere is no loss: what is left to do is what has not been
 * cancelled yet.
 */
export async function settleCancellations(deps: IngestionDeps): Promise<void> {
  const batches = await deps.uow.run(
    SYSTEM,
    (tx): Promise<Cancelled[]> =>
      tx.query(
        `select id, employer_id as "employerId", withdrawn, publish_at is not null as scheduled,
           cancelled_by_role as role, cancelled_by as by
         from batch where state = 'cancelled' and cancellation_settled_at is null order by cancelled_at`,
      ),
  );
  await forEachBatch(batches, async (batch) => {
    // Not under the batch's lock: a chunk's commit takes the two the other way round.
    await deps.uow.run(SYSTEM, (tx) => endChunks(tx, batch.id));
    while (!(await deps.uow.run(SYSTEM, (tx) => settlePiece(tx, deps, batch))));
  });
}

/** The epoch goes up: the claim of whoever holds a lease is over. */
async function endChunks(tx: EntityManager, batchId: string): Promise<void> {
  await tx.query(
    `update chunk set state = 'done', lease_until = null, lease_epoch = lease_epoch + 1, blocked_code = null
     where batch_id = $1 and state <> 'done'`,
    [batchId],
  );
  await tx.query('delete from item_settlement where batch_id = $1', [batchId]);
}

/** @returns whether this batch is done with, here or by another process */
async function settlePiece(tx: EntityManager, deps: IngestionDeps, batch: Cancelled): Promise<boolean> {
  const held: unknown[] = await tx.query(
    'select 1 from batch where id = $1 and cancellation_settled_at is null for update skip locked',
    [batch.id],
  );
  if (held.length === 0) return true;
  const states = batch.withdrawn
    ? ['pending', 'quarantined', 'deposited', 'to-print']
    : ['pending', 'quarantined'];
  const items: FollowingItem[] = await tx.query(
    `select id, state, document_id as "documentId" from item
     where batch_id = $1 and state = any ($2::text[]) order by id limit $3`,
    [batch.id, states, PIECE_SIZE],
  );
  if (items.length === 0) {
    await finish(tx, deps, batch);
    return true;
  }
  const documentsOf = (wanted: readonly string[]) =>
    items.flatMap(({ state, documentId }) => (wanted.includes(state) ? (documentId ?? []) : []));
  // First, so that what gave way to them and is of this very batch is not reopened.
  await tx.query(
    `update item set state = 'cancelled', code = null, reason = null, sealed_reading = null,
       document_id = case when state in ('pending', 'quarantined') then null else document_id end
     where id = any ($1::uuid[])`,
    [items.map(({ id }) => id)],
  );
  // A quarantined one has reserved something where its deposit was under way.
  await giveBackReservations(tx, deps, documentsOf(['pending', 'quarantined']));
  const deposited = documentsOf(['deposited', 'to-print']);
  const canceller: Actor = { scope: SYSTEM.scope, role: batch.role, id: batch.by };
  await withdrawDocuments(
    tx,
    deps,
    canceller,
    { employerId: batch.employerId, batchId: batch.id },
    deposited,
  );
  await reopenDuplicates(tx, deps, deposited, {
    code: 'original-withdrawn',
    reason: 'the document that it repeats was withdrawn',
  });
  return false;
}

async function finish(tx: EntityManager, deps: IngestionDeps, batch: Cancelled): Promise<void> {
  const now = deps.clock.now();
  await tx.query(
    `update batch set cancellation_settled_at = $2, revision = revision + 1,
       published_at = case when publish_at is null and not withdrawn then coalesce(published_at, $2)
         else published_at end
     where id = $1`,
    [batch.id, now],
  );
  // A choice that was taken while the items followed names one of them: it ends, too.
  await endChunks(tx, batch.id);
  // What went to the agents before the cancellation is announced like any other.
  if (!batch.scheduled) await queueNotices(tx, batch.id, now);
  await announceBatch(tx, deps, batch.id, 'batch.cancelled');
}
