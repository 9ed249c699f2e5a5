import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { failBatch } from '../batches/fail-batch';
import { type IngestionDeps, SYSTEM } from '../deps';
import { giveBackReservations } from '../items/give-back-reservations';
import { returnItem } from '../quarantine/return-item';
import { advanceBatch } from './advance-batch';
import { type ChunkStage, unwatchedSeconds } from './lease';

/** A rung chunk that nobody claimed for so long: its job was lost with the queue. */
const RING_LOST_SECONDS = 10;

interface Crashed {
  readonly id: string;
  readonly batchId: string;
  readonly employerId: string;
  readonly lane: number;
  readonly stage: ChunkStage;
  readonly attempts: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
}

/**
 * Makes lost work ready again: chunks whose ring was lost, and chunks whose
 * worker died or stood still beyond its lease. A chunk that crashed too often is
 * halved, so that the one item that does it ends alone and is named.
 *
 * A crash here is a lease whose worker never came back. One that ran out is
 * counted as that at once, so that its work goes on; a worker that only lost
 * sight of the database takes the count back when it returns (give-back.ts).
 *
 * Safe to run anywhere at any time: every step is one fenced transaction.
 */
export async function sweepChunks(deps: IngestionDeps): Promise<void> {
  const crashed = await deps.uow.run(SYSTEM, async (tx): Promise<Crashed[]> => {
    await spareUnwatched(tx, deps);
    await tx.query(
      `update chunk set state = 'ready' where state = 'rung'
         and rung_at < clock_timestamp() - make_interval(secs => $1)`,
      [RING_LOST_SECONDS],
    );
    return tx.query(
      `with expired as (
         update chunk set state = 'ready', lease_until = null, attempts = attempts + 1,
           crashed_epochs = crashed_epochs || lease_epoch
         where state = 'leased' and lease_until < clock_timestamp() returning *)
       select id, batch_id as "batchId", employer_id as "employerId", lane, stage, attempts,
         first_position as "firstPosition", last_position as "lastPosition"
       from expired where attempts >= $1`,
      [deps.limits.crashedLeasesPerChunk],
    );
  });
  for (const chunk of crashed) await deps.uow.run(SYSTEM, (tx) => isolate(tx, deps, chunk));
}

/**
 * After a time in which nobody could renew a lease nor sweep, running out says
 * nothing about a worker: every lease gets half a term more, once, for its worker
 * to renew it or to give it back. One that does neither then counts.
 *
 * Rows that are being committed are passed over: the sweep waits for nobody.
 */
async function spareUnwatched(tx: EntityManager, deps: IngestionDeps): Promise<void> {
  await tx.query(
    `update chunk set
       lease_until = case when spared then greatest(lease_until, clock_timestamp() + make_interval(secs => $1))
         else lease_until end,
       watched_at = case when spared then null else clock_timestamp() end
     from (select id as held, watched_at < clock_timestamp() - make_interval(secs => $1) as spared
           from chunk where state = 'leased' and watched_at is not null for update skip locked) seen
     where id = held`,
    [unwatchedSeconds(deps.limits)],
  );
}

async function isolate(tx: EntityManager, deps: IngestionDeps, chunk: Crashed): Promise<void> {
  // Of a cancelled batch nothing is isolated any more: its chunks end with it.
  const running: unknown[] = await tx.query(
    `select 1 from batch where id = $1 and state <> 'cancelled' for update`,
    [chunk.batchId],
  );
  if (running.length === 0) return;
  const still: unknown[] = await tx.query(
    `select 1 from chunk where id = $1 and state = 'ready' and attempts = $2 for update`,
    [chunk.id, chunk.attempts],
  );
  if (still.length === 0) return;
  if (chunk.stage === 'expand') return failBatchByCrash(tx, deps, chunk);
  if (chunk.stage === 'settle') return returnChosen(tx, deps, chunk);
  if (chunk.firstPosition < chunk.lastPosition) return halve(tx, chunk);
  await quarantineLastItem(tx, deps, chunk);
  await tx.query(`update chunk set state = 'done' where id = $1`, [chunk.id]);
  await advanceBatch(tx, deps, chunk.batchId, chunk.employerId);
}

async function halve(tx: EntityManager, chunk: Crashed): Promise<void> {
  const middle = Math.floor((chunk.firstPosition + chunk.lastPosition) / 2);
  // The claims go along: what crashed claims left in the store may belong to either half.
  await tx.query(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position, claims)
     select $2, batch_id, employer_id, lane, stage, 'ready', $3, last_position, claims from chunk where id = $1`,
    [chunk.id, uuidv7(), middle + 1],
  );
  await tx.query(`update chunk set last_position = $2, attempts = 0, crashed_epochs = '{}' where id = $1`, [
    chunk.id,
    middle,
  ]);
}

async function quarantineLastItem(tx: EntityManager, deps: IngestionDeps, chunk: Crashed): Promise<void> {
  const items: { documentId: string | null }[] = await tx.query(
    `select document_id as "documentId" from item
     where batch_id = $1 and position = $2 and state = 'pending'`,
    [chunk.batchId, chunk.firstPosition],
  );
  await tx.query(
    `update item set state = 'quarantined', code = 'processing-crash', document_id = null, employment_id = null,
       reason = 'processing it ended three workers'
     where batch_id = $1 and position = $2 and state = 'pending'`,
    [chunk.batchId, chunk.firstPosition],
  );
  await giveBackReservations(
    tx,
    deps,
    items.flatMap((item) => item.documentId ?? []),
  );
}

/** A person may choose again, or reject it: its images stay, and there is no object to delete. */
async function returnChosen(tx: EntityManager, deps: IngestionDeps, chunk: Crashed): Promise<void> {
  await returnItem(
    tx,
    deps,
    { ...chunk, chunkId: chunk.id },
    { state: 'quarantined', code: 'processing-crash', reason: 'depositing it ended three workers' },
  );
}

async function failBatchByCrash(tx: EntityManager, deps: IngestionDeps, chunk: Crashed): Promise<void> {
  await tx.query(`update chunk set state = 'done' where id = $1`, [chunk.id]);
  await failBatch(tx, deps, chunk, 'processing-crash', 'reading the container ended three workers');
}
