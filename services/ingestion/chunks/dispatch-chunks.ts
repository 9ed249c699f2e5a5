import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import type { ChunkStage } from './lease';

interface Candidate {
  readonly id: string;
  readonly lane: number;
  readonly employerId: string;
  readonly cost: number;
}

/**
 * Picks the next chunks and rings for them, a few ahead of the workers so that
 * none of them idles and a late small batch waits for a few chunks only.
 *
 * A lower lane goes first. Within a lane, deficit round robin over employers:
 * each round every employer that waits may send one chunk's worth of items more,
 * so that five hundred batches of one employer do not delay the next one.
 *
 * Any process may run it at any time: the advisory lock makes it one at a time,
 * and a chunk is rung once per `rung` state.
 */
export async function dispatchChunks(deps: IngestionDeps): Promise<number> {
  const waiting = await deps.uow.run(SYSTEM, findWaiting);
  let total = 0;
  for (const stage of STAGES.filter((one) => waiting.has(one))) {
    const rung = await deps.uow.run(SYSTEM, (tx) => ringNext(tx, deps.limits, stage));
    total += rung.length;
    if (rung.length === 0) continue;
    const payloads = rung.map((chunkId) => ({ chunkId }));
    // Lost rings are rung again by the sweeper: a queue that is down delays, it loses nothing.
    await deps.doorbell.ring(stage, payloads).catch((error: unknown) => {
      deps.logger.warn({ error, stage, chunks: rung.length }, 'doorbell not heard');
    });
  }
  return total;
}

/** Each stage has a queue of its own, kept full by itself: the latest first, so that work ends before more begins. */
const STAGES: readonly ChunkStage[] = ['settle', 'deposit', 'match', 'expand'];

/** The stages for which a chunk waits. Mostly none: asked once, without the lock that each of them needs. */
async function findWaiting(tx: EntityManager): Promise<ReadonlySet<ChunkStage>> {
  const found: { stage: ChunkStage }[] = await tx.query(
    `select s.stage from unnest($1::text[]) as s (stage)
     where exists (select 1 from chunk c
                   where c.state = 'ready' and c.stage = s.stage
                     and (c.not_before is null or c.not_before <= clock_timestamp()))`,
    [STAGES],
  );
  return new Set(found.map(({ stage }) => stage));
}

/** Marks the next chunks of a stage as rung; those that are leased already do not count, their workers bound them. */
async function ringNext(
  tx: EntityManager,
  limits: Pick<IngestionDeps['limits'], 'chunksRungAhead' | 'chunkItems'>,
  stage: ChunkStage,
): Promise<string[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('dispatch-chunks', 0))`);
  const [ahead]: { rung: number }[] = await tx.query(
    `select count(*)::int as rung from chunk where state = 'rung' and stage = $1`,
    [stage],
  );
  const free = limits.chunksRungAhead - (ahead?.rung ?? 0);
  if (free <= 0) return [];
  const waiting = await readWaiting(tx, stage, free);
  const chosen: Candidate[] = [];
  for (const lane of new Set(waiting.map((chunk) => chunk.lane))) {
    if (chosen.length === free) break;
    const own = waiting.filter((chunk) => chunk.lane === lane);
    chosen.push(...(await takeTurns(tx, lane, own, limits.chunkItems, free - chosen.length)));
  }
  const ids = chosen.map((chunk) => chunk.id);
  await tx.query(`update chunk set state = 'rung', rung_at = clock_timestamp() where id = any ($1::uuid[])`, [
    ids,
  ]);
  return ids;
}

/** The first few chunks of every employer that waits, in their order: more than `free` of one cannot be taken. */
async function readWaiting(tx: EntityManager, stage: ChunkStage, free: number): Promise<Candidate[]> {
  return tx.query(
    `select c.id, c.lane, c.employer_id as "employerId", c.last_position - c.first_position + 1 as cost
     from (select distinct lane, employer_id from chunk
           where state = 'ready' and stage = $1
             and (not_before is null or not_before <= clock_timestamp())) e
     cross join lateral (
       select * from chunk
       where state = 'ready' and stage = $1 and lane = e.lane and employer_id = e.employer_id
         and (not_before is null or not_before <= clock_timestamp())
       order by batch_id, first_position limit $2) c
     order by c.lane, c.employer_id, c.batch_id, c.first_position`,
    [stage, free],
  );
}

async function takeTurns(
  tx: EntityManager,
  lane: number,
  waiting: readonly Candidate[],
  quantum: number,
  free: number,
): Promise<Candidate[]> {
  const turns: { employerId: string; deficit: number }[] = await tx.query(
    `select employer_id as "employerId", deficit from lane_turn where lane = $1`,
    [lane],
  );
  const queues = groupByEmployer(waiting);
  const deficits = new Map(turns.map((turn) => [turn.employerId, turn.deficit]));
  const chosen = roundRobin(queues, deficits, quantum, free);
  await saveTurns(tx, lane, queues, deficits);
  return chosen;
}

/**
 * Takes chunks until `free` are taken or none is left; `deficits` is brought up to
 * date. Whoever has the most left goes next; when nobody can afford a chunk, a
 * round is over and everyone who waits is given a quantum.
 */
function roundRobin(
  queues: ReadonlyMap<string, Candidate[]>,
  deficits: Map<string, number>,
  quantum: number,
  free: number,
): Candidate[] {
  const chosen: Candidate[] = [];
  while (chosen.length < free) {
    const waiting = [...queues.keys()].filter((employerId) => queues.get(employerId)?.length);
    const [next] = waiting.sort((a, b) => (deficits.get(b) ?? 0) - (deficits.get(a) ?? 0));
    if (next === undefined) break;
    const deficit = deficits.get(next) ?? 0;
    const chunk = queues.get(next)?.[0];
    if (chunk !== undefined && chunk.cost <= deficit) {
      chosen.push(chunk);
      queues.get(next)?.shift();
      deficits.set(next, deficit - chunk.cost);
    } else {
      for (const employerId of waiting) deficits.set(employerId, (deficits.get(employerId) ?? 0) + quantum);
    }
  }
  return chosen;
}

function groupByEmployer(chunks: readonly Candidate[]): Map<string, Candidate[]> {
  const queues = new Map<string, Candidate[]>();
  for (const chunk of chunks) {
    const queue = queues.get(chunk.employerId);
    if (queue === undefined) queues.set(chunk.employerId, [chunk]);
    else queue.push(chunk);
  }
  return queues;
}

async function saveTurns(
  tx: EntityManager,
  lane: number,
  queues: ReadonlyMap<string, unknown>,
  deficits: ReadonlyMap<string, number>,
): Promise<void> {
  const employers = [...queues.keys()];
  await tx.query('delete from lane_turn where lane = $1 and employer_id <> all ($2::uuid[])', [
    lane,
    employers,
  ]);
  await tx.query(
    `insert into lane_turn (lane, employer_id, deficit)
     select $1, * from unnest($2::uuid[], $3::integer[])
     on conflict (lane, employer_id) do update set deficit = excluded.deficit`,
    [lane, employers, employers.map((employer) => deficits.get(employer) ?? 0)],
  );
}
