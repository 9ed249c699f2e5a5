import type { EntityManager } from 'typeorm';
import { type IngestionDeps, SYSTEM } from '../deps';
import type { ChunkStage } from './lease';

interface Candidate {
  readonly id: string;
  readonly stage: ChunkStage;
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
  const picked = await deps.uow.run(SYSTEM, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('dispatch-chunks', 0))`);
    const [open]: { busy: number }[] = await tx.query(
      `select count(*)::int as busy from chunk where state in ('rung', 'leased')`,
    );
    const free = deps.limits.chunksRungAhead - (open?.busy ?? 0);
    if (free <= 0) return [];
    const chosen = await pick(tx, deps.limits.chunkItems, free);
    await tx.query(
      `update chunk set state = 'rung', rung_at = clock_timestamp() where id = any ($1::uuid[])`,
      [chosen.map((chunk) => chunk.id)],
    );
    return chosen;
  });
  for (const stage of ['expand', 'match', 'deposit'] as const) {
    const rung = picked.filter((chunk) => chunk.stage === stage).map((chunk) => ({ chunkId: chunk.id }));
    // Lost rings are rung again by the sweeper: a queue that is down delays, it loses nothing.
    if (rung.length > 0) {
      await deps.doorbell.ring(stage, rung).catch((error: unknown) => {
        deps.logger.warn({ error, stage, chunks: rung.length }, 'doorbell not heard');
      });
    }
  }
  return picked.length;
}

async function pick(tx: EntityManager, quantum: number, free: number): Promise<Candidate[]> {
  const waiting: Candidate[] = await tx.query(
    `select id, stage, lane, employer_id as "employerId", cost from (
       select c.*, last_position - first_position + 1 as cost,
         row_number() over (partition by lane, employer_id order by batch_id, first_position) as place
       from chunk c where state = 'ready' and (not_before is null or not_before <= clock_timestamp())) q
     where place <= $1 order by lane, employer_id, place`,
    [free],
  );
  const lane = waiting[0]?.lane;
  if (lane === undefined) return [];
  const turns: { employerId: string; deficit: number }[] = await tx.query(
    `select employer_id as "employerId", deficit from lane_turn where lane = $1`,
    [lane],
  );
  const queues = groupByEmployer(waiting.filter((chunk) => chunk.lane === lane));
  const deficits = new Map(turns.map((turn) => [turn.employerId, turn.deficit]));
  const chosen = roundRobin(queues, deficits, quantum, free);
  await saveTurns(tx, lane, queues, deficits);
  // A lane that leaves places free lets the next one in.
  if (chosen.length === free) return chosen;
  const rest = waiting.filter((chunk) => chunk.lane !== lane).slice(0, free - chosen.length);
  return [...chosen, ...rest];
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
