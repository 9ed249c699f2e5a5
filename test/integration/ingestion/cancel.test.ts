import supertest from 'supertest';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import { publishBatches } from '../../../services/ingestion/batches/publish-batches';
import { settleCancellations } from '../../../services/ingestion/batches/settle-cancellations';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { SYSTEM, type WorkerIngestionDeps } from '../../../services/ingestion/deps';
import { SealingError } from '../../../services/sealing/errors';
import { reconcileObjects } from '../../../services/vaults/reconcile-objects';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { activateAgent, type BatchOptions, type Office, openOffice } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const NOW = '2026-10-28T08:00:00Z';
const LATER = '2026-10-28T10:00:00Z';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  // Sessions that outlive the waiting: nobody signs in again here. Two items a chunk.
  pipeline = await openPipeline({ ...LONG_SESSIONS, chunkItems: 2 });
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  pipeline.moveTo(NOW);
  office = await openOffice(pipeline);
});

const cancel = (batchId: string) =>
  supertest(pipeline.app).post(`${office.path}/batches/${batchId}/cancel`).set(office.hr);

async function agents(count: number): Promise<AgentFixture[]> {
  const hired: AgentFixture[] = [];
  for (let at = 0; at < count; at += 1) hired.push(await office.hire({}));
  return hired;
}

async function submitted(count: number, options: BatchOptions = {}): Promise<string> {
  const id: string = (await office.open(options)).body.id;
  await office.send(id, office.archive((await agents(count)).map((agent) => ({ agent }))));
  await office.submit(id);
  return id;
}

/** Works on one chunk after the other as long as the batch is in `state`. */
async function workWhile(batchId: string, state: string, worker = pipeline.worker): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    if ((await office.read(batchId)).batch.state !== state) return;
    await step(worker);
  }
  throw new Error('the batch does not move');
}

/** One ring answered. */
async function step(worker: WorkerIngestionDeps): Promise<void> {
  await dispatchChunks(worker);
  const [next] = await pipeline.look<{ id: string }>(
    `select id from chunk where state = 'rung' and employer_id = $1 order by first_position limit 1`,
    [office.id],
  );
  if (next !== undefined) await processChunk(worker, next.id);
}

async function expectReconciled(batchId: string) {
  const { batch, items } = await office.read(batchId);
  expect(Object.values(batch.counts).reduce((sum, count) => sum + count, 0)).toBe(batch.received);
  expect(batch.counts.pending).toBeUndefined();
  for (const item of items.filter(({ state }) => state === 'cancelled')) {
    expect([item.payrollNumber, item.familyName, item.documentId, item.agentCopy]).toEqual([
      '',
      '',
      null,
      null,
    ]);
  }
  const report = await supertest(pipeline.app)
    .get(`${office.path}/batches/${batchId}/report`)
    .set({ ...office.client, Accept: 'application/json' });
  const states: string[] = report.body.items.map(({ state }: { state: string }) => state);
  expect(states).toHaveLength(batch.received);
  for (const [state, count] of Object.entries(batch.counts)) {
    expect([state, states.filter((one) => one === state).length]).toEqual([state, count]);
  }
  return { batch, items };
}

/** Of this office: what lies in the vaults, and what is reserved. */
async function remains() {
  const [row] = await pipeline.look(
    `select count(*) filter (where d.state = 'reserved')::int as reserved,
       count(*) filter (where d.withdrawn_at is not null)::int as withdrawn,
       count(*) filter (where d.agent_copy = 'released' and d.state = 'deposited')::int as released,
       (select count(*)::int from document_key k join document o on o.id = k.document_id
        where o.employer_id = $1 and k.copy = 'agent') as "agentKeys",
       (select count(*)::int from content_key where employer_id = $1 and kind = 'bytes') as "contentKeys"
     from document d where d.employer_id = $1`,
    [office.id],
  );
  return row;
}

/** Versions that no row pins and nobody has counted. */
async function unaccounted(): Promise<string[]> {
  await reconcileObjects(pipeline.worker, SYSTEM);
  const known = await pipeline.look<{ version: string }>(
    'select version_id as version from document_key union all select version_id from surplus_object',
  );
  const versions: string[] = [];
  for (const bucket of ['agent-vaults', 'employer-vaults'] as const) {
    for await (const { versionId } of pipeline.worker.store.list(bucket, '')) versions.push(versionId);
  }
  return versions.filter((version) => !known.some((row) => row.version === version));
}

const NOTHING = { reserved: 0, withdrawn: 0, released: 0, agentKeys: 0, contentKeys: 0 };

describe('cancelling before anything is deposited', () => {
  it('open: it takes no content any more, and its reference stays taken', async () => {
    const opened = await office.open({ reference: 'novembre' });
    const id: string = opened.body.id;
    const cancelled = await cancel(id);
    expect([cancelled.status, cancelled.body.state]).toEqual([202, 'cancelled']);
    const sent = await office.send(id, office.archive([]));
    expect([sent.status, JSON.parse(sent.text).code]).toEqual([409, 'batch-already-submitted']);
    expect((await office.submit(id)).body.state).toBe('cancelled');
    await pipeline.settle();
    const again = await office.open({ reference: 'novembre' });
    expect([again.status, again.body.id, again.body.state]).toEqual([200, id, 'cancelled']);
  });

  it.each([['submitted'], ['matching']])('%s: nothing of it is deposited', async (state) => {
    const id = await submitted(3);
    if (state === 'matching') {
      await workWhile(id, 'submitted');
      await step(pipeline.worker);
    }
    expect((await office.read(id)).batch.state).toBe(state);
    expect((await cancel(id)).status).toBe(202);
    await pipeline.settle();
    const { batch } = await expectReconciled(id);
    expect(batch.state).toBe('cancelled');
    expect(batch.counts).toEqual(state === 'submitted' ? {} : { cancelled: 3 });
    expect(await remains()).toEqual(NOTHING);
  });

  it('a dry run that waits for its confirmation: nothing of it can be confirmed any more', async () => {
    const papers = (await agents(2)).map((agent) => ({ agent }));
    const { batch } = await office.push(papers, { dryRun: true });
    expect(batch.state).toBe('proposed');
    expect((await cancel(batch.id)).body).toMatchObject({ state: 'cancelled', proposal: null });
    const late = await supertest(pipeline.app)
      .post(`${office.path}/batches/${batch.id}/confirm`)
      .set(office.hr)
      .send({});
    expect([late.status, late.body.code]).toEqual([409, 'batch-not-proposed']);
    await pipeline.settle();
    expect((await expectReconciled(batch.id)).batch.counts).toEqual({ cancelled: 2 });
    expect(await remains()).toEqual(NOTHING);
  });

  it('failed is refused by name, and stays failed', async () => {
    const { batch } = await office.push(Buffer.from('no archive'));
    const answer = await cancel(batch.id);
    expect([answer.status, answer.body.code]).toEqual([409, 'batch-failed']);
    expect((await office.read(batch.id)).batch.state).toBe('failed');
  });
});

describe('cancelling what is blocked', () => {
  const down = (code: string) => async () => Promise.reject(new SealingError(code as 'tsa-unavailable'));
  const failingStore = () =>
    new Proxy(pipeline.worker.store, {
      get: (store, name) =>
        name === 'get'
          ? async () => Promise.reject(new ObjectStoreError('storage-unavailable'))
          : Reflect.get(store, name),
    });

  it.each<[string, string, () => Partial<WorkerIngestionDeps>]>([
    [
      'the timestamp authority',
      'depositing',
      () => ({ sealing: { ...pipeline.worker.sealing, seal: down('tsa-unavailable') } }),
    ],
    [
      'the seal',
      'depositing',
      () => ({ sealing: { ...pipeline.worker.sealing, seal: down('seal-certificate-not-valid') } }),
    ],
    ['the store', 'matching', () => ({ store: failingStore() })],
    ['the store', 'submitted', () => ({ store: failingStore() })],
  ])('by %s while %s: it ends at once, and nothing tries again', async (_, state, fault) => {
    const id = await submitted(2, { publishAt: LATER });
    for (const before of ['submitted', 'matching']) {
      if (before === state) break;
      await workWhile(id, before);
    }
    await step({ ...pipeline.worker, ...fault() });
    expect((await office.read(id)).batch.blocked).not.toBeNull();
    expect((await cancel(id)).status).toBe(202);
    await pipeline.settle();
    const { batch } = await expectReconciled(id);
    expect(batch).toMatchObject({ state: 'cancelled', blocked: null });
    expect(batch.counts).toEqual(state === 'submitted' ? {} : { cancelled: 2 });
    expect(await remains()).toEqual(NOTHING);
    expect(await pipeline.look(`select 1 from chunk where batch_id = $1 and state <> 'done'`, [id])).toEqual(
      [],
    );
  });

  it('whatever the code', async () => {
    const [check] = await pipeline.look<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'chunk_blocked_code_check'`,
    );
    const codes = [...(check?.text ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) {
      const id = await submitted(1);
      await pipeline.look(
        `update chunk set blocked_code = $2, blocked_since = now(), not_before = now() + interval '1 hour'
         where batch_id = $1`,
        [id, code],
      );
      expect((await office.read(id)).batch.blocked?.code).toBe(code);
      await cancel(id);
      await pipeline.settle();
      expect((await office.read(id)).batch).toMatchObject({ state: 'cancelled', blocked: null });
    }
  });
});

describe('cancelling between any two transactions of a worker', () => {
  /** Cancels before the n-th transaction of whoever works with it. */
  function cancelledBefore(n: number, batchId: string): { worker: WorkerIngestionDeps; count(): number } {
    let ran = 0;
    const { uow } = pipeline.worker;
    const counting: WorkerIngestionDeps['uow'] = {
      run: async (actor, work) => {
        ran += 1;
        if (ran === n) expect((await cancel(batchId)).status).toBe(202);
        return uow.run(actor, work);
      },
    };
    return { worker: { ...pipeline.worker, uow: counting }, count: () => ran };
  }

  it.each([['submitted'], ['matching'], ['depositing']])(
    '%s: nothing reaches an agent, nothing stays reserved, and the report adds up',
    async (state) => {
      const papers = (await agents(3)).map((agent) => ({ agent }));
      let n = 1;
      for (let over = false; !over; n += 1) {
        const id: string = (await office.open({ publishAt: LATER })).body.id;
        await office.send(id, office.archive(papers));
        await office.submit(id);
        for (const before of ['submitted', 'matching']) {
          if (before === state) break;
          await workWhile(id, before);
        }
        const { worker, count } = cancelledBefore(n, id);
        await step(worker);
        over = count() < n;
        if (over) await cancel(id);
        await pipeline.settle();
        const { batch } = await expectReconciled(id);
        expect([n, batch.state, batch.received - (batch.counts.cancelled ?? 0)]).toEqual([n, 'cancelled', 0]);
        expect(await remains()).toEqual({ ...NOTHING, withdrawn: expect.any(Number) });
      }
      expect(n).toBeGreaterThan(4);
      expect(await unaccounted()).toEqual([]);
    },
    240_000,
  );
});

describe('cancelling while it deposits', () => {
  /** The worker; `during` happens while the first document is sealed. */
  function interrupted(during: () => Promise<unknown>): WorkerIngestionDeps {
    let done: Promise<unknown> | undefined;
    return {
      ...pipeline.worker,
      sealing: {
        ...pipeline.worker.sealing,
        seal: async (source, statement) => {
          done ??= during();
          await done;
          return pipeline.worker.sealing.seal(source, statement);
        },
      },
    };
  }

  it.each([
    ['at once', {}],
    ['scheduled', { publishAt: LATER }],
  ])('%s: a chunk that is under way commits nothing any more', async (_, options: BatchOptions) => {
    const id = await submitted(2, options);
    await workWhile(id, 'submitted');
    await workWhile(id, 'matching');
    await workWhile(
      id,
      'depositing',
      interrupted(async () => expect((await cancel(id)).status).toBe(202)),
    );
    expect((await office.read(id)).batch.counts).toEqual({ pending: 2 });
    await pipeline.settle();
    const { batch } = await expectReconciled(id);
    expect(batch.counts).toEqual({ cancelled: 2 });
    expect(await remains()).toEqual(NOTHING);
    expect(await unaccounted()).toEqual([]);
  });

  it('and the chunk’s lease is ended first: it commits nothing either', async () => {
    const id = await submitted(2);
    await workWhile(id, 'submitted');
    await workWhile(id, 'matching');
    await workWhile(
      id,
      'depositing',
      interrupted(async () => {
        await cancel(id);
        await settleCancellations(pipeline.worker);
      }),
    );
    await pipeline.settle();
    expect((await expectReconciled(id)).batch.counts).toEqual({ cancelled: 2 });
    expect(await remains()).toEqual(NOTHING);
    expect(await unaccounted()).toEqual([]);
  });

  it('at once: what agents may have seen stays, the rest is cancelled, and who got something is told', async () => {
    const people = await agents(4);
    const session = await activateAgent(pipeline, office, people[0] as AgentFixture);
    const id: string = (await office.open()).body.id;
    await office.send(id, office.archive(people.map((agent) => ({ agent }))));
    await office.submit(id);
    await workWhile(id, 'submitted');
    await workWhile(id, 'matching');
    await step(pipeline.worker);
    expect((await office.read(id)).batch.counts).toEqual({ deposited: 2, pending: 2 });
    expect((await cancel(id)).status).toBe(202);
    await pipeline.settle();
    const { batch } = await expectReconciled(id);
    expect(batch).toMatchObject({
      state: 'cancelled',
      published: true,
      counts: { deposited: 2, cancelled: 2 },
    });
    expect(await remains()).toEqual({ reserved: 0, withdrawn: 0, released: 2, agentKeys: 2, contentKeys: 2 });
    const listed = await supertest(pipeline.app).get('/v1/me/documents').set(session);
    expect(listed.body.items).toHaveLength(1);
    expect(await pipeline.look('select 1 from notice_mail where batch_id = $1', [id])).toHaveLength(1);
  });

  it('scheduled: what was deposited already is withdrawn with the rest', async () => {
    const id = await submitted(4, { publishAt: LATER });
    await workWhile(id, 'submitted');
    await workWhile(id, 'matching');
    await step(pipeline.worker);
    expect((await office.read(id)).batch.counts).toEqual({ deposited: 2, pending: 2 });
    await cancel(id);
    await pipeline.settle();
    expect((await expectReconciled(id)).batch.counts).toEqual({ cancelled: 4 });
    expect(await remains()).toEqual({ ...NOTHING, withdrawn: 2 });
  });
});

describe('cancelling a completed batch before its publication', () => {
  async function completed() {
    const [one, objector, misnamed] = (await agents(3)) as [AgentFixture, AgentFixture, AgentFixture];
    const session = await activateAgent(pipeline, office, one);
    await pipeline.look(
      `update employment e set objection_at = '2026-10-01' from payroll_number p
       where p.employment_id = e.id and p.employer_id = $1 and p.number = $2`,
      [office.id, objector.payrollNumber],
    );
    const papers = [
      { agent: one },
      { agent: objector },
      { agent: misnamed, row: { familyName: 'Autrement' } },
      { agent: one, row: { file: 'absent.pdf' }, content: null },
    ];
    const { batch, items } = await office.push(papers, { publishAt: LATER });
    expect(batch.counts).toEqual({ deposited: 1, 'to-print': 1, quarantined: 1, rejected: 1 });
    return { one, session, batch, documentId: items[0]?.documentId ?? '' };
  }

  it('destroys the agents’ keys, marks the employer’s copies, and the agent never learns of it', async () => {
    const { one, session, batch, documentId } = await completed();
    await supertest(pipeline.app).get(`${office.path}/documents/${documentId}/content`).set(office.client);
    expect((await cancel(batch.id)).status).toBe(202);
    await pipeline.settle();
    const after = await expectReconciled(batch.id);
    expect(after.batch).toMatchObject({
      state: 'cancelled',
      published: false,
      counts: { cancelled: 3, rejected: 1 },
    });
    expect(after.batch.revision).toBeGreaterThan(batch.revision);
    expect(await remains()).toEqual({ ...NOTHING, withdrawn: 2 });
    const kept = await supertest(pipeline.app)
      .get(`${office.path}/documents/${documentId}/content`)
      .set(office.client);
    expect(kept.status).toBe(200);
    const entries = await pipeline.look<{ kind: string; action: string; code: string | null }>(
      `select subject_kind as kind, action, payload::json->>'code' as code from journal_entry
       where document_id = $1 and action in ('destroy', 'withdraw') order by action`,
      [documentId],
    );
    expect(entries).toEqual([
      { kind: 'employer', action: 'destroy', code: 'agent-copy' },
      { kind: 'employer', action: 'withdraw', code: null },
    ]);

    pipeline.moveTo('2026-10-29T10:00:00Z');
    await pipeline.settle();
    const listed = await supertest(pipeline.app).get('/v1/me/documents').set(session);
    expect(listed.body.items).toEqual([]);
    const trace = await supertest(pipeline.app).get('/v1/me/journal?limit=200').set(session);
    expect(
      trace.body.items.filter((entry: { documentId: string }) => entry.documentId === documentId),
    ).toEqual([]);
    expect(await pipeline.look('select 1 from notice_mail where batch_id = $1', [batch.id])).toEqual([]);
    expect(await unaccounted()).toEqual([]);

    const resent = await office.push([{ agent: one }]);
    expect(resent.batch.counts).toEqual({ deposited: 1 });
    const now = await supertest(pipeline.app).get('/v1/me/documents').set(session);
    expect(now.body.items.map(({ id }: { id: string }) => id)).toEqual([resent.items[0]?.documentId]);
  });

  it('twice is once', async () => {
    const { batch } = await completed();
    await cancel(batch.id);
    await pipeline.settle();
    const settled = (await office.read(batch.id)).batch;
    const again = await cancel(batch.id);
    expect([again.status, again.body.revision]).toEqual([202, settled.revision]);
    await pipeline.settle();
    expect((await office.read(batch.id)).batch).toEqual(settled);
  });

  it('opens what gave way to it: a duplicate of another batch waits for a person', async () => {
    const { one, batch } = await completed();
    const copy = await office.push([{ agent: one }]);
    expect(copy.batch.counts).toEqual({ duplicate: 1 });
    await cancel(batch.id);
    await pipeline.settle();
    const after = await office.read(copy.batch.id);
    expect(after.batch.revision).toBeGreaterThan(copy.batch.revision);
    expect(after.items.map(({ state, code }) => [state, code])).toEqual([
      ['quarantined', 'original-withdrawn'],
    ]);
  });

  // 1 finds it, 2 ends the chunks, 3 withdraws, 4 ends it.
  it.each([[2], [3], [4]])('a crash at transaction %i is made up for by the next sweep', async (n) => {
    const { batch } = await completed();
    await cancel(batch.id);
    let left = n;
    const dying: WorkerIngestionDeps = {
      ...pipeline.worker,
      uow: {
        run: async (actor, work) => {
          left -= 1;
          if (left === 0) throw new TypeError('killed');
          return pipeline.worker.uow.run(actor, work);
        },
      },
    };
    await expect(settleCancellations(dying)).rejects.toThrow('killed');
    // However late the cancellation is carried out: what was stopped in time is not shown.
    pipeline.moveTo(LATER);
    await publishBatches(pipeline.worker);
    await settleCancellations(pipeline.worker);
    expect((await expectReconciled(batch.id)).batch.counts).toEqual({ cancelled: 3, rejected: 1 });
    expect(await remains()).toEqual({ ...NOTHING, withdrawn: 2 });
  });

  it('against the publication at the same time: all of it or nothing', async () => {
    // The worker's clock is ahead: to it the time has come, to the API it has not.
    const ahead = { ...pipeline.worker, clock: { now: () => new Date(LATER) } };
    for (let round = 0; round < 4; round += 1) {
      const [agent] = (await agents(1)) as [AgentFixture];
      const { batch, items } = await office.push([{ agent }], { publishAt: LATER });
      const [answer] = await Promise.all([cancel(batch.id), publishBatches(ahead)]);
      await pipeline.settle();
      await publishBatches(ahead);
      const after = await expectReconciled(batch.id);
      const [document] = await pipeline.look<{ copy: string; withdrawn: boolean; keys: number }>(
        `select agent_copy as copy, withdrawn_at is not null as withdrawn,
           (select count(*)::int from document_key k where k.document_id = d.id) as keys
         from document d where id = $1`,
        [items[0]?.documentId],
      );
      if (answer.status === 202) {
        expect(after.batch.counts).toEqual({ cancelled: 1 });
        expect(document).toEqual({ copy: 'withheld', withdrawn: true, keys: 1 });
      } else {
        expect([answer.status, answer.body.code]).toEqual([409, 'batch-published']);
        expect(after.batch).toMatchObject({ published: true, counts: { deposited: 1 } });
        expect(document).toEqual({ copy: 'released', withdrawn: false, keys: 2 });
      }
    }
  });
});

describe('cancelling after the publication', () => {
  it('is refused where nothing is left to cancel', async () => {
    const [agent] = (await agents(1)) as [AgentFixture];
    const atOnce = await office.push([{ agent }]);
    const scheduled = await office.push([{ agent, type: 'certificate' }], { publishAt: LATER });
    pipeline.moveTo(LATER);
    for (const { batch } of [atOnce, scheduled]) {
      const answer = await cancel(batch.id);
      expect([answer.status, answer.body.code]).toEqual([409, 'batch-published']);
    }
    await pipeline.settle();
    expect((await office.read(scheduled.batch.id)).batch).toMatchObject({
      state: 'completed',
      published: true,
    });
  });

  it('keeps what is deposited, and ends what waits for a person', async () => {
    const [one, two] = (await agents(2)) as [AgentFixture, AgentFixture];
    const { batch } = await office.push([{ agent: one }, { agent: two, row: { familyName: 'Autrement' } }]);
    expect(batch.counts).toEqual({ deposited: 1, quarantined: 1 });
    expect((await cancel(batch.id)).status).toBe(202);
    await pipeline.settle();
    const after = await expectReconciled(batch.id);
    expect(after.batch).toMatchObject({
      state: 'cancelled',
      published: true,
      counts: { deposited: 1, cancelled: 1 },
      openQuarantine: 0,
    });
  });
});
