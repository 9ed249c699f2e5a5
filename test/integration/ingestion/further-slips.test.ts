import supertest from 'supertest';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import type { WorkerIngestionDeps } from '../../../services/ingestion/deps';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { type Office, openOffice, type Pushed } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';
import { archiveOf, type SlipRow } from './slips';

const WAITS = 'further-slips-to-confirm';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  // Two items a chunk: no chunk knows the share of its batch.
  pipeline = await openPipeline({ ...LONG_SESSIONS, chunkItems: 2 });
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  office = await openOffice(pipeline);
});

const push = async (slips: readonly SlipRow[], options: object = {}): Promise<Pushed> =>
  office.push(await archiveOf(office, slips), options);
const act = (batchId: string, what: 'confirm' | 'cancel', who = office.hr, body: object = {}) =>
  supertest(pipeline.app).post(`${office.path}/batches/${batchId}/${what}`).set(who).send(body);

async function agents(count: number): Promise<AgentFixture[]> {
  const hired: AgentFixture[] = [];
  for (let at = 0; at < count; at += 1) hired.push(await office.hire({}));
  return hired;
}

const slips = (people: readonly AgentFixture[], months: number): SlipRow[] =>
  people.map((agent) => ({ agent, months }));

/** Of a batch's documents, by their state; a sealed one has bytes in the store. */
async function inVaults(batchId: string) {
  const [row] = await pipeline.look<{ reserved: number; deposited: number }>(
    `select count(*) filter (where d.state = 'reserved')::int as reserved,
       count(*) filter (where d.state = 'deposited')::int as deposited
     from item i join document d on d.id = i.document_id where i.batch_id = $1`,
    [batchId],
  );
  return row;
}

async function objects(): Promise<number> {
  let count = 0;
  for (const bucket of ['agent-vaults', 'employer-vaults'] as const) {
    for await (const _ of pipeline.worker.store.list(bucket, '')) count += 1;
  }
  return count;
}

/** A month of `people`, then the same with `changed` of them printed otherwise and `added` new ones. */
async function sentAgain(options: object = {}) {
  const people = await agents(3);
  await push(slips(people, 0));
  const added = await agents(3);
  const stored = await objects();
  const again = await push([...slips(people, 1), ...slips(added, 0)], options);
  return { people, added, stored, again, id: again.batch.id };
}

describe('a batch of which more than a fifth would be further slips', () => {
  it('waits, visibly, before anything is sealed; sweeps and settling change nothing', async () => {
    const { again, id, people, added, stored } = await sentAgain();
    expect(again.batch).toMatchObject({
      state: 'matching',
      blocked: { code: WAITS, since: expect.any(String), nextTryAt: null },
      furtherSlips: 3,
      counts: { pending: 6 },
      received: 6,
    });
    // Who is asked sees for whom each slip is.
    expect(again.items.map(({ payrollNumber, familyName }) => [payrollNumber, familyName])).toEqual(
      [...people, ...added].map(({ payrollNumber, familyName }) => [payrollNumber, familyName]),
    );
    pipeline.moveTo('2026-11-30T08:00:00Z');
    for (let round = 0; round < 3; round += 1) await pipeline.settle();
    pipeline.moveTo('2026-10-28T08:00:00Z');
    expect(await inVaults(id)).toEqual({ reserved: 6, deposited: 0 });
    expect(await objects()).toBe(stored);
    const held = await pipeline.look(
      `select payload::jsonb->>'code' as code from journal_entry
       where action = 'batch-held' and payload::jsonb->>'batch' = $1`,
      [id],
    );
    expect(held).toEqual([{ code: WAITS }]);
  });

  it('goes on by confirm, once; the slips stand beside the first ones and say their number', async () => {
    const { id, people } = await sentAgain();
    const answers = await Promise.all(Array.from({ length: 4 }, () => act(id, 'confirm')));
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(202));
    expect(answers[0]?.body).toMatchObject({ state: 'depositing', blocked: null, furtherSlips: 3 });
    await pipeline.settle();
    const { batch, items } = await office.read(id);
    expect(batch).toMatchObject({ state: 'completed', blocked: null, counts: { deposited: 6 } });
    expect((await act(id, 'confirm')).status).toBe(202);
    const listed = await supertest(pipeline.app)
      .get(`${office.path}/documents/${items[0]?.documentId}/slips`)
      .set(office.hr);
    expect(listed.body.items.map(({ slipNumber }: { slipNumber: number }) => slipNumber)).toEqual([1, 2]);
    expect(items[0]?.payrollNumber).toBe(people[0]?.payrollNumber);
    const confirmed = await pipeline.look(
      `select actor_role as role, payload::jsonb->>'code' as code from journal_entry
       where action = 'batch-confirmed' and payload::jsonb->>'batch' = $1`,
      [id],
    );
    expect(confirmed).toEqual([{ role: 'hr', code: 'further-slips' }]);
  });

  it('is let go by the payroll system, too, with a time from which agents see it', async () => {
    const { id } = await sentAgain();
    const publishAt = '2026-10-28T10:00:00.000Z';
    const answer = await act(id, 'confirm', office.client, { publishAt });
    expect([answer.status, answer.body.publishAt]).toEqual([202, publishAt]);
    await pipeline.settle();
    expect((await office.read(id)).batch).toMatchObject({ state: 'completed', published: false });
  });

  it('is cancelled as any other: nothing of it stays reserved, and nothing was ever stored', async () => {
    const { id, stored, people } = await sentAgain();
    expect((await act(id, 'cancel')).status).toBe(202);
    await pipeline.settle();
    const { batch } = await office.read(id);
    expect(batch).toMatchObject({ state: 'cancelled', blocked: null, counts: { cancelled: 6 } });
    expect(await objects()).toBe(stored);
    expect((await act(id, 'confirm')).body.code).toBe('batch-not-proposed');
    // The content keys are free: one of them sent alone is deposited.
    const alone = await push(slips(people.slice(0, 1), 1));
    expect(alone.items.map(({ state }) => state)).toEqual(['deposited']);
  });

  it('confirmed and cancelled at once ends one way, whole', async () => {
    const { id } = await sentAgain();
    await Promise.all([act(id, 'confirm'), act(id, 'cancel')]);
    await pipeline.settle();
    const { batch } = await office.read(id);
    expect(batch.counts.pending).toBeUndefined();
    expect(Object.values(batch.counts).reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(batch.state).toBe('cancelled');
    expect(await inVaults(id)).toMatchObject({ reserved: 0 });
  });

  it('counts the whole batch, whichever chunk ends last, and a worker killed at the last moment', async () => {
    const people = await agents(3);
    await push(slips(people, 0));
    const id: string = (await office.open()).body.id;
    await office.send(id, await archiveOf(office, [...slips(await agents(3), 0), ...slips(people, 1)]));
    await office.submit(id);
    const next = async () => {
      await sweepChunks(pipeline.worker);
      await dispatchChunks(pipeline.worker);
      return pipeline.takeRings();
    };
    pipeline.takeRings();
    for (const chunk of await next()) await processChunk(pipeline.worker, chunk);
    // Dies in the transaction that would have ended the last chunk: nothing of it is true.
    const dying: WorkerIngestionDeps = {
      ...pipeline.worker,
      journal: {
        append: (tx, actor, drafts) => {
          if (drafts.some(({ action }) => action === 'batch-held')) throw new Error('killed');
          return pipeline.worker.journal.append(tx, actor, drafts);
        },
      },
    };
    const rung = await next();
    expect(rung).toHaveLength(3);
    await Promise.all(rung.map((chunk) => processChunk(dying, chunk)));
    expect((await office.read(id)).batch).toMatchObject({ state: 'matching', blocked: null });
    await pipeline.settle();
    expect((await office.read(id)).batch).toMatchObject({
      state: 'matching',
      blocked: { code: WAITS },
      furtherSlips: 3,
    });
  });

  it('quarantines what is the confirming officer’s own', async () => {
    const { id, people } = await sentAgain();
    const [officer] = people as [AgentFixture];
    const [employment] = await pipeline.look<{ id: string }>(
      `select employment_id as id from payroll_number n join employment e on e.id = n.employment_id
       where n.number = $1 and e.employer_id = $2`,
      [officer.payrollNumber, office.id],
    );
    const issued = await supertest(pipeline.app)
      .post(`${office.path}/agents/${employment?.id}/activation-code`)
      .set(office.hr);
    await supertest(pipeline.app)
      .post('/v1/me/employments')
      .set(office.hr)
      .send({ code: issued.body.code, birthDate: officer.birthDate })
      .expect(204);
    await act(id, 'confirm');
    await pipeline.settle();
    const { batch, items } = await office.read(id);
    expect(batch).toMatchObject({ state: 'completed', counts: { deposited: 5, quarantined: 1 } });
    expect(items[0]).toMatchObject({ state: 'quarantined', code: 'self-deposit', payrollNumber: '' });
  });
});

describe('does not wait', () => {
  it('at a fifth exactly, nor for one further slip alone, nor for corrections', async () => {
    const people = await agents(5);
    await push(slips(people, 0));
    const fifth = await push([...slips(people.slice(0, 2), 1), ...slips(await agents(8), 0)]);
    expect(fifth.batch).toMatchObject({ state: 'completed', furtherSlips: 2 });
    const alone = await push(slips(people.slice(0, 1), 2));
    expect(alone.batch).toMatchObject({ state: 'completed', furtherSlips: 1 });
    const [, , third, fourth] = people as [AgentFixture, AgentFixture, AgentFixture, AgentFixture];
    const corrected = await push(
      [third, fourth].map((agent) => ({
        agent,
        months: 3,
        corrects: `PAY-${agent.payrollNumber}-2026-10`,
      })),
    );
    expect(corrected.batch).toMatchObject({ state: 'completed', furtherSlips: 0 });
  });

  it('beyond what its employer chose', async () => {
    office = await openOffice(pipeline, { settings: { furtherSlips: { sharePercent: 60, minimum: 1 } } });
    expect((await sentAgain()).again.batch).toMatchObject({ state: 'completed', furtherSlips: 3 });
    const [person] = (await agents(1)) as [AgentFixture];
    // Within one batch the second of two counts; one of one is more than the share.
    const both = await push([
      { agent: person, months: 0 },
      { agent: person, months: 1 },
    ]);
    expect(both.batch).toMatchObject({ state: 'completed', furtherSlips: 1 });
    const one = await push([{ agent: person, months: 2 }]);
    expect(one.batch).toMatchObject({ state: 'matching', blocked: { code: WAITS } });
  });
});

describe('a dry run', () => {
  it('says how many there would be; who confirms it has agreed to as many, and to no more', async () => {
    const { again, id, people, added } = await sentAgain({ dryRun: true });
    expect(again.batch).toMatchObject({
      state: 'proposed',
      blocked: null,
      proposal: { ready: 6, furtherSlips: 3 },
    });
    await act(id, 'confirm');
    await pipeline.settle();
    expect((await office.read(id)).batch).toMatchObject({ state: 'completed', furtherSlips: 3 });

    const second = await push(slips([...people, ...added], 2), { dryRun: true });
    expect(second.batch.proposal).toMatchObject({ furtherSlips: 6 });
    const late = await agents(6);
    const third = await push([...slips(late, 0), ...slips(people, 3)], { dryRun: true });
    expect(third.batch.proposal).toMatchObject({ ready: 9, furtherSlips: 3 });
    // Meanwhile the new ones have got their slips by another batch.
    await push(slips(late, 1));
    await act(third.batch.id, 'confirm');
    await pipeline.settle();
    expect((await office.read(third.batch.id)).batch).toMatchObject({
      state: 'matching',
      blocked: { code: WAITS },
      furtherSlips: 9,
    });
    expect((await act(third.batch.id, 'confirm')).status).toBe(202);
    await pipeline.settle();
    expect((await office.read(third.batch.id)).batch).toMatchObject({
      state: 'completed',
      counts: { deposited: 9 },
    });
  });
});
