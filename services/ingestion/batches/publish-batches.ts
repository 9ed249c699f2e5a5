import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../../infra/ports/unit-of-work';
import { readDeliveryChoices } from '../../directory/read-delivery-choices';
import { readEmployer } from '../../directory/read-employer';
import {
  readScheduled,
  releaseScheduled,
  type ScheduledDocument,
  withholdScheduled,
} from '../../vaults/release-scheduled';
import { printReasonOf } from '../deposit/print-reason';
import { type IngestionDeps, SYSTEM } from '../deps';
import { queueNotices } from '../notices/queue-notices';
import type { BatchState } from '../tables';
import { forEachBatch } from './for-each-batch';

/** Documents per transaction: locks stay short, whatever the size of the batch. */
const PIECE_SIZE = 500;

interface DueBatch {
  readonly id: string;
  readonly employerId: string;
  readonly state: BatchState;
  readonly cancellationSettled: boolean;
  readonly published: boolean;
  readonly role: Role;
  readonly by: string | null;
}

/**
 * Shows agents what is due. Piece by piece documents become theirs, with the trace of
 * what was done with them, and when a batch that has ended holds nothing back any more
 * it is published and the mails are queued. Until the time, row-level security hides
 * all of it; a crash anywhere leaves some shown and the rest to the next sweep.
 *
 * A document that was settled after its batch's publication is released by the same
 * way, for what waits is found by the document, not by the batch's state.
 */
export async function publishBatches(deps: IngestionDeps): Promise<void> {
  const due = await deps.uow.run(
    SYSTEM,
    (tx): Promise<{ id: string }[]> =>
      tx.query(
        `select id from batch where publish_at <= $1 and not withdrawn and published_at is null
           and (state in ('depositing', 'completed') or state = 'cancelled')
         union
         select b.id from (select distinct batch_id from hidden_document where not withdrawn) h
           join batch b on b.id = h.batch_id where b.publish_at <= $1 and not b.withdrawn
         order by id`,
        [deps.clock.now()],
      ),
  );
  let published = 0;
  try {
    await forEachBatch(due, async ({ id }) => {
      while (await deps.uow.run(SYSTEM, (tx) => publishPiece(tx, deps, id))) published += 1;
    });
  } finally {
    if (published > 0) await ringFollowers(deps);
  }
}

/**
 * Under the batch's lock, which cancelling and moving the time take too: from the
 * first piece on it is too late for either.
 *
 * @returns whether anything was done
 */
async function publishPiece(tx: EntityManager, deps: IngestionDeps, batchId: string): Promise<boolean> {
  const at = deps.clock.now();
  const [batch]: DueBatch[] = await tx.query(
    `select id, employer_id as "employerId", state, published_at is not null as published,
       cancellation_settled_at is not null as "cancellationSettled", submitted_by_role as role, submitted_by as by
     from batch where id = $1 and publish_at <= $2 and not withdrawn for update skip locked`,
    [batchId, at],
  );
  if (batch === undefined) return false;
  const documents = await readScheduled(tx, batchId, PIECE_SIZE);
  if (documents.length === 0) return finish(tx, deps, batch, at);
  await tx.query('update batch set publication_begun_at = coalesce(publication_begun_at, $2) where id = $1', [
    batchId,
    at,
  ]);
  const withheld = await heedObjections(tx, batch, documents, at);
  const depositor: Actor = { scope: SYSTEM.scope, role: batch.role, id: batch.by };
  const released = documents.map(({ id }) => id).filter((id) => !withheld.has(id));
  await releaseScheduled(tx, deps, depositor, batchId, released);
  // Settled after the publication: announced now, for no end of the batch comes any more.
  if (batch.published) await queueNotices(tx, batchId, at);
  return true;
}

/** An objection holds at once, also one that came while the document waited: it is to print. */
async function heedObjections(
  tx: EntityManager,
  batch: DueBatch,
  documents: readonly ScheduledDocument[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const employer = await readEmployer(tx, batch.employerId);
  const choices = await readDeliveryChoices(
    tx,
    documents.map(({ employmentId }) => employmentId),
  );
  const toPrint = documents.flatMap(({ id, employmentId }) => {
    const choice = choices.get(employmentId);
    const reason = choice === undefined ? null : printReasonOf(employer, choice, at);
    return reason === null ? [] : [{ id, reason }];
  });
  const ids = toPrint.map(({ id }) => id);
  if (ids.length > 0) {
    await withholdScheduled(tx, at, ids);
    await tx.query(
      `update item i set state = 'to-print', reason = p.reason
       from unnest($2::uuid[], $3::text[]) as p (document_id, reason)
       where i.batch_id = $1 and i.document_id = p.document_id and i.state = 'deposited'`,
      [batch.id, ids, toPrint.map(({ reason }) => reason)],
    );
    await tx.query('update batch set revision = revision + 1 where id = $1', [batch.id]);
  }
  return new Set(ids);
}

/** Nothing waits. Published is what has also ended: until then more may come. */
async function finish(
  tx: EntityManager,
  deps: IngestionDeps,
  { id, employerId, state, cancellationSettled, published }: DueBatch,
  at: Date,
): Promise<boolean> {
  const ended = state === 'completed' || (state === 'cancelled' && cancellationSettled);
  if (published || !ended) return false;
  await tx.query(
    `update batch set published_at = $2, publication_begun_at = coalesce(publication_begun_at, $2),
       revision = revision + 1 where id = $1`,
    [id, at],
  );
  await queueNotices(tx, id, at);
  await deps.journal.append(tx, SYSTEM, [
    {
      subject: { kind: 'employer', id: employerId },
      employerId,
      batch: id,
      action: 'batch-published',
      outcome: 'done',
    },
  ]);
  return true;
}

/** New entries wait for their place in the log, mails for being sent; a lost ring delays them to the next sweep. */
async function ringFollowers(deps: IngestionDeps): Promise<void> {
  for (const queue of ['sequence', 'notify']) {
    await deps.doorbell.ring(queue, [{}]).catch((error: unknown) => {
      deps.logger.warn({ error, queue }, 'doorbell not heard');
    });
  }
}
