import supertest from 'supertest';
import type { ObjectStore } from '../../../infra/ports/object-store';
import { publishBatches } from '../../../services/ingestion/batches/publish-batches';
import { settleCancellations } from '../../../services/ingestion/batches/settle-cancellations';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import { discardStaging } from '../../../services/ingestion/staging/discard-staging';
import { readPemCertificates } from '../../../services/sealing/verify/pem';
import { verifyPdf } from '../../../services/sealing/verify/verify-pdf';
import type { AgentFixture } from '../../fixtures/payroll/model';
import type { Credential } from '../api/api-fixture';
import { fetchBytes } from '../vaults/fixture';
import { activateAgent, fictionalEmployer, type Office, openOffice, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';
import { type Desk, moveOn, openDesk } from './quarantine-desk';

let pipeline: Pipeline;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
  desk = openDesk(pipeline, office);
});
afterAll(() => pipeline.stop());

/** One doubtful item, and the agent whom its row names. */
async function doubt(printed: Partial<AgentFixture> = { familyName: 'Toutautre' }) {
  const agent = await office.hire({});
  const { batch, items } = await desk.push(await desk.doubtful(agent, printed));
  const itemId = items[0]?.item ?? '';
  expect(items[0]?.state).toBe('quarantined');
  return { agent, agentId: await desk.agentId(agent), batchId: batch.id, itemId, revision: batch.revision };
}

const insist = (agentId: string) => ({ action: 'deposit', agentId, acknowledge: true });
const codeOf = ({ status, body }: supertest.Response) => [status, body.code];

describe('a choice', () => {
  it('puts the document into both vaults, sealed, in the name of who chose', async () => {
    const { agent, agentId, batchId, itemId, revision } = await doubt();
    const session = await activateAgent(pipeline, office, agent);
    const taken = await desk.resolve(batchId, itemId, insist(agentId));
    expect([taken.status, taken.body.state, taken.body.item]).toEqual([202, 'quarantined', itemId]);
    // Until the deposit the batch adds up, and nobody can choose again.
    const meanwhile = await office.read(batchId);
    expect(meanwhile.batch).toMatchObject({
      state: 'completed',
      openQuarantine: 1,
      counts: { quarantined: 1 },
    });
    expect((await desk.read(batchId, itemId)).body).toMatchObject({
      settling: true,
      actions: [],
      candidates: [],
    });
    expect((await desk.list()).body.items.map(({ item }: { item: string }) => item)).not.toContain(itemId);
    await pipeline.settle();

    const { batch, items } = await office.read(batchId);
    expect(batch).toMatchObject({
      state: 'completed',
      received: 1,
      openQuarantine: 0,
      counts: { deposited: 1 },
    });
    expect(batch.revision).toBeGreaterThan(revision);
    expect(items[0]).toMatchObject({
      state: 'deposited',
      code: null,
      reason: null,
      payrollNumber: agent.payrollNumber,
      familyName: agent.familyName,
      period: PERIOD,
      type: 'payslip',
    });
    const documentId = items[0]?.documentId ?? '';
    const roots = {
      sealRoots: readPemCertificates(pipeline.trust.sealCa),
      tsaRoots: readPemCertificates(pipeline.trust.tsaCa),
    };
    for (const [target, who] of [
      [`/v1/me/documents/${documentId}/content`, session],
      [`${office.path}/documents/${documentId}/content`, office.hr],
    ] as const) {
      const pdf = await fetchBytes(pipeline, target, who);
      expect([pdf?.status, verifyPdf(pdf?.body ?? Buffer.alloc(0), roots).status]).toEqual([200, 'verified']);
    }
    const report = await supertest(pipeline.app)
      .get(`${office.path}/batches/${batchId}/report`)
      .set(office.client)
      .set('Accept', 'text/csv');
    expect(report.text).toContain(documentId);

    const trace = await desk.traceOf(itemId);
    expect(trace).toEqual([
      { action: 'resolve-item', outcome: 'done', code: 'deposit', role: 'hr' },
      { action: 'acknowledge-contradiction', outcome: 'done', code: 'page:familyName', role: 'hr' },
    ]);
    const own = await supertest(pipeline.app).get('/v1/me/journal').set(session);
    expect(own.body.items).toContainEqual(
      expect.objectContaining({
        action: 'deposit',
        outcome: 'done',
        role: 'hr',
        employerName: office.employer.name,
        documentId,
      }),
    );
    const mails = await pipeline.look('select 1 from notice_mail where batch_id = $1 and item_id = $2', [
      batchId,
      itemId,
    ]);
    expect(mails).toHaveLength(1);
  });

  it('is by another agent than the row names, found by search', async () => {
    const { batchId, itemId, agent } = await doubt({ familyName: 'Introuvable' });
    const other = await office.hire({});
    expect(
      codeOf(await desk.resolve(batchId, itemId, { action: 'deposit', agentId: await desk.agentId(other) })),
    ).toEqual([409, 'choice-disagrees']);
    expect((await desk.resolve(batchId, itemId, insist(await desk.agentId(other)))).status).toBe(202);
    await pipeline.settle();
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({
      state: 'deposited',
      payrollNumber: other.payrollNumber,
      claimedPayrollNumber: agent.payrollNumber,
    });
  });

  it('that contradicts nothing needs no insisting', async () => {
    const agent = await office.hire({});
    const content = (await printer()).scan(agent, PERIOD);
    const { batch, items } = await desk.push({ agent, content });
    const itemId = items[0]?.item ?? '';
    const choice = { action: 'deposit', agentId: await desk.agentId(agent) };
    expect((await desk.resolve(batch.id, itemId, choice)).status).toBe(202);
    await pipeline.settle();
    expect((await desk.itemOf(batch.id, itemId))?.state).toBe('deposited');
    expect((await desk.traceOf(itemId)).map(({ action }) => action)).toEqual(['resolve-item']);
  });

  it('heeds an objection: to print, without a copy for the agent', async () => {
    const { agentId, batchId, itemId } = await doubt();
    await pipeline.look(`update employment set objection_at = '2026-10-01' where id = $1`, [agentId]);
    expect((await desk.resolve(batchId, itemId, insist(agentId))).status).toBe(202);
    await pipeline.settle();
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({
      state: 'to-print',
      reason: 'objection',
      code: null,
      agentCopy: 'withheld',
    });
  });

  it('is not for an agent of another employer, and an item is settled once', async () => {
    const { agentId, batchId, itemId } = await doubt();
    const neighbour = await openOffice(pipeline);
    const stranger = await neighbour.hire({});
    const theirs = await openDesk(pipeline, neighbour).agentId(stranger);
    expect(codeOf(await desk.resolve(batchId, itemId, insist(theirs)))).toEqual([
      404,
      'employment-not-found',
    ]);
    expect((await desk.resolve(batchId, itemId, insist(agentId))).status).toBe(202);
    const again = [409, 'item-not-quarantined'];
    expect(codeOf(await desk.resolve(batchId, itemId, insist(agentId)))).toEqual(again);
    expect(codeOf(await desk.resolve(batchId, itemId, { action: 'reject', reason: 'other' }))).toEqual(again);
    await pipeline.settle();
    expect(codeOf(await desk.resolve(batchId, itemId, insist(agentId)))).toEqual(again);
  });

  it('of two officers at once one is taken', async () => {
    const { agentId, batchId, itemId } = await doubt();
    const second = await desk.secondOfficer();
    const answers = await Promise.all([
      desk.resolve(batchId, itemId, insist(agentId)),
      desk.resolve(batchId, itemId, { action: 'reject', reason: 'other' }, second),
      desk.resolve(batchId, itemId, insist(agentId), second),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(answer.body.code).toBe('item-not-quarantined');
    }
    await pipeline.settle();
    const documents = await pipeline.look(`select 1 from document where employment_id = $1`, [agentId]);
    const item = await desk.itemOf(batchId, itemId);
    expect([item?.state, documents.length]).toEqual(
      item?.state === 'deposited' ? ['deposited', 1] : ['rejected', 0],
    );
  });
});

describe('a refused choice changes nothing and leaves its trace', () => {
  it('self-deposit: neither for oneself, nor for who sent the batch', async () => {
    const officer = await office.hire({});
    const issued = await supertest(pipeline.app)
      .post(`${office.path}/agents/${await desk.agentId(officer)}/activation-code`)
      .set(office.hr);
    const linked = await supertest(pipeline.app)
      .post('/v1/me/employments')
      .set(office.hr)
      .send({ code: issued.body.code, birthDate: officer.birthDate });
    expect(linked.status).toBe(204);
    const paper = await desk.doubtful(officer, { familyName: 'Toutautre' });
    const own = await desk.push(paper);
    const itemId = own.items[0]?.item ?? '';
    const agentId = await desk.agentId(officer);
    expect(codeOf(await desk.resolve(own.batch.id, itemId, insist(agentId)))).toEqual([403, 'self-deposit']);
    expect((await desk.read(own.batch.id, itemId)).body).toMatchObject({
      self: true,
      candidates: [{ agentId, self: true }],
    });
    expect(await desk.traceOf(itemId)).toEqual([
      { action: 'resolve-item', outcome: 'refused', code: 'self-deposit', role: 'hr' },
    ]);
    const sent = await office.push([{ agent: officer }], { as: office.hr });
    expect(sent.items[0]).toMatchObject({ state: 'quarantined', code: 'self-deposit' });
    const second = await desk.secondOfficer();
    const mine = sent.items[0]?.item ?? '';
    expect(codeOf(await desk.resolve(sent.batch.id, mine, insist(agentId), second))).toEqual([
      403,
      'self-deposit',
    ]);
    // The payroll system sent the other one: a colleague may settle it.
    expect((await desk.resolve(own.batch.id, itemId, insist(agentId), second)).status).toBe(202);
    await pipeline.settle();
    expect((await desk.itemOf(own.batch.id, itemId))?.state).toBe('deposited');
  });

  it('other-employer: only rejecting is left', async () => {
    const agent = await office.hire({});
    const content = (await printer()).payslip(agent, fictionalEmployer(), PERIOD);
    const { batch, items } = await desk.push({ agent, content });
    const itemId = items[0]?.item ?? '';
    expect((await desk.read(batch.id, itemId)).body.actions).toEqual(['reject']);
    expect(codeOf(await desk.resolve(batch.id, itemId, insist(await desk.agentId(agent))))).toEqual([
      409,
      'other-employer-only-reject',
    ]);
    expect((await desk.resolve(batch.id, itemId, { action: 'reject', reason: 'not-ours' })).status).toBe(202);
  });

  it('same-document-exists: the agent chosen has it already', async () => {
    const { agentId, batchId, itemId, agent } = await doubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    await pipeline.settle();
    const again = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    expect(codeOf(await desk.resolve(again.batch.id, again.items[0]?.item ?? '', insist(agentId)))).toEqual([
      409,
      'same-document-exists',
    ]);
  });

  it('another agent’s text: traced with the document that it repeats, and taken on insisting', async () => {
    const { agentId, batchId, itemId, agent } = await doubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    await pipeline.settle();
    const first = await desk.itemOf(batchId, itemId);
    const again = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    const repeated = again.items[0]?.item ?? '';
    const other = await desk.agentId(await office.hire({}));
    const choice = { action: 'deposit', agentId: other };
    expect(codeOf(await desk.resolve(again.batch.id, repeated, choice))).toEqual([409, 'choice-disagrees']);
    const traced = await pipeline.look<{ document: string }>(
      `select document_id as document from journal_entry where payload::jsonb->>'item' = $1`,
      [repeated],
    );
    expect(traced).toEqual([{ document: first?.documentId }]);
    expect((await desk.resolve(again.batch.id, repeated, insist(other))).status).toBe(202);
    await pipeline.settle();
    expect((await desk.itemOf(again.batch.id, repeated))?.state).toBe('deposited');
    expect((await desk.traceOf(repeated)).map(({ code }) => code)).toContain('other-agents-text');
  });

  it('of a form that is none', async () => {
    const { agentId, batchId, itemId } = await doubt();
    for (const choice of [
      {},
      { action: 'deposit' },
      { action: 'deposit', agentId, reason: 'other' },
      { action: 'reject', reason: 'because' },
      { action: 'keep' },
    ]) {
      expect((await desk.resolve(batchId, itemId, choice)).status).toBe(400);
    }
  });
});

describe('rejecting', () => {
  it('keeps the code, says why, raises the revision and is journaled', async () => {
    const { batchId, itemId, revision } = await doubt();
    const answer = await desk.resolve(batchId, itemId, { action: 'reject', reason: 'sent-by-mistake' });
    expect([answer.status, answer.body.state]).toEqual([202, 'rejected']);
    const { batch, items } = await office.read(batchId);
    expect(items[0]).toMatchObject({
      state: 'rejected',
      code: 'document-disagrees',
      reason: 'sent-by-mistake',
      payrollNumber: '',
    });
    expect(batch).toMatchObject({ openQuarantine: 0, counts: { rejected: 1 }, revision: revision + 1 });
    expect(await desk.traceOf(itemId)).toEqual([
      { action: 'reject-item', outcome: 'done', code: 'sent-by-mistake', role: 'hr' },
    ]);
  });

  it('is all that is left once the staged file was destroyed', async () => {
    const { agentId, batchId, itemId } = await doubt();
    const early = await doubt();
    await moveOn(pipeline, '2026-11-02T08:00:00Z');
    await discardStaging(pipeline.worker);
    expect((await desk.read(batchId, itemId)).body).toMatchObject({ contentGone: false });
    // A settlement keeps what it needs, and for as long again what it might have to be replayed from.
    expect((await desk.resolve(early.batchId, early.itemId, insist(early.agentId))).status).toBe(202);
    await moveOn(pipeline, '2026-11-05T08:00:00Z');
    for (let round = 0; round < 10; round += 1) await discardStaging(pipeline.worker);
    await pipeline.settle();
    expect((await desk.itemOf(early.batchId, early.itemId))?.state).toBe('deposited');
    expect((await desk.read(batchId, itemId)).body).toMatchObject({ contentGone: true, actions: ['reject'] });
    expect(codeOf(await desk.resolve(batchId, itemId, insist(agentId)))).toEqual([410, 'staging-gone']);
    expect(codeOf(await desk.image(batchId, itemId))).toEqual([410, 'staging-gone']);
    expect((await desk.resolve(batchId, itemId, { action: 'reject', reason: 'unreadable' })).status).toBe(
      202,
    );
    expect((await desk.itemOf(batchId, itemId))?.state).toBe('rejected');
    for (let round = 0; round < 10; round += 1) await discardStaging(pipeline.worker);
    const kept = await pipeline.look(
      'select 1 from batch where id = $1 and wrapped_staging_key is not null',
      [early.batchId],
    );
    expect(kept).toHaveLength(1);
  });
});

describe('an item of a batch that agents see later', () => {
  async function scheduledDoubt() {
    const agent = await office.hire({});
    const session = await activateAgent(pipeline, office, agent);
    const paper = await desk.doubtful(agent, { familyName: 'Toutautre' });
    const publishAt = new Date(pipeline.worker.clock.now().getTime() + 2 * 3600_000).toISOString();
    const { batch, items } = await office.push([paper], { publishAt });
    const agentId = await desk.agentId(agent);
    return { agentId, session, publishAt, batchId: batch.id, itemId: items[0]?.item ?? '' };
  }

  const seenBy = async (session: Credential) =>
    (await supertest(pipeline.app).get('/v1/me/documents').set(session)).body.items.length;
  const mailsOf = (batchId: string) =>
    pipeline.look('select 1 from notice_mail where batch_id = $1', [batchId]);

  it('is settled without a sign to the agent, until the time has come', async () => {
    const { agentId, session, publishAt, batchId, itemId } = await scheduledDoubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    await pipeline.settle();
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({ state: 'deposited' });
    expect([await seenBy(session), await mailsOf(batchId)]).toEqual([0, []]);
    await moveOn(pipeline, publishAt);
    await publishBatches(pipeline.worker);
    expect([await seenBy(session), (await mailsOf(batchId)).length]).toEqual([1, 1]);
  });

  it('and settled after it, is the agent’s at once', async () => {
    const { agentId, session, publishAt, batchId, itemId } = await scheduledDoubt();
    await moveOn(pipeline, publishAt);
    await publishBatches(pipeline.worker);
    await desk.resolve(batchId, itemId, insist(agentId));
    await pipeline.settle();
    expect([await seenBy(session), (await mailsOf(batchId)).length]).toEqual([1, 1]);
  });

  it('is not deposited when the batch is cancelled after the choice', async () => {
    const { agentId, session, batchId, itemId } = await scheduledDoubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    const cancelled = await supertest(pipeline.app)
      .post(`${office.path}/batches/${batchId}/cancel`)
      .set(office.hr);
    expect(cancelled.status).toBe(202);
    const late = await desk.resolve(batchId, itemId, { action: 'reject', reason: 'other' });
    expect(codeOf(late)).toEqual([409, 'item-not-quarantined']);
    await pipeline.settle();
    await settleCancellations(pipeline.worker);
    await pipeline.settle();
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({ state: 'cancelled', documentId: null });
    expect(await seenBy(session)).toBe(0);
    expect(await pipeline.look('select 1 from document where employment_id = $1', [agentId])).toEqual([]);
  });
});

describe('a worker that dies between the choice and the deposit', () => {
  it('and whose batch is cancelled then: nothing stays reserved, and the same may be sent again', async () => {
    const { agent, agentId, batchId, itemId } = await doubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    const broken: ObjectStore = { ...pipeline.worker.store, put: () => Promise.reject(new Error('killed')) };
    await processChunk({ ...pipeline.worker, store: broken }, await rung(itemId));
    const reserved = () => pipeline.look(`select state from document where employment_id = $1`, [agentId]);
    expect(await reserved()).toEqual([{ state: 'reserved' }]);
    const cancelled = await supertest(pipeline.app)
      .post(`${office.path}/batches/${batchId}/cancel`)
      .set(office.hr);
    expect(cancelled.status).toBe(202);
    await pipeline.settle();
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({ state: 'cancelled', documentId: null });
    expect(await reserved()).toEqual([]);
    const again = await desk.push({ agent });
    expect(again.items).toMatchObject([{ state: 'deposited' }]);
  });

  /** The chunk of the item's settlement, ready to be claimed. */
  async function rung(itemId: string): Promise<string> {
    await dispatchChunks(pipeline.worker);
    pipeline.takeRings();
    const [chunk] = await pipeline.look<{ id: string }>(
      'select chunk_id as id from item_settlement where item_id = $1',
      [itemId],
    );
    return chunk?.id ?? '';
  }

  const copiesOf = (agentId: string) =>
    pipeline.look<{ copy: string; pinned: boolean }>(
      `select k.copy, k.version_id is not null as pinned from document d join document_key k on k.document_id = d.id
       where d.employment_id = $1 order by k.copy`,
      [agentId],
    );

  const BOTH = [
    { copy: 'agent', pinned: true },
    { copy: 'employer', pinned: true },
  ];

  it('leaves it to the next one, which adopts what was written: each document once', async () => {
    const { agentId, batchId, itemId } = await doubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    const chunkId = await rung(itemId);
    let puts = 0;
    const dying: ObjectStore = {
      ...pipeline.worker.store,
      put: async (...put) => {
        puts += 1;
        if (puts === 2) throw new Error('killed');
        return pipeline.worker.store.put(...put);
      },
    };
    await processChunk({ ...pipeline.worker, store: dying }, chunkId);
    expect((await desk.itemOf(batchId, itemId))?.state).toBe('quarantined');
    await pipeline.settle();
    expect((await desk.itemOf(batchId, itemId))?.state).toBe('deposited');
    expect(await copiesOf(agentId)).toEqual(BOTH);
    expect(await pipeline.look('select 1 from item_settlement where item_id = $1', [itemId])).toEqual([]);
  });

  it('and one that always dies gives the item back, with nothing reserved', async () => {
    const { agentId, batchId, itemId } = await doubt();
    await desk.resolve(batchId, itemId, insist(agentId));
    for (let crash = 0; crash < 3; crash += 1) {
      const broken: ObjectStore = {
        ...pipeline.worker.store,
        put: () => Promise.reject(new Error('killed')),
      };
      await processChunk({ ...pipeline.worker, store: broken }, await rung(itemId));
      await pipeline.look(`update chunk set not_before = null where state = 'ready'`);
      await sweepChunks(pipeline.worker);
    }
    expect(await desk.itemOf(batchId, itemId)).toMatchObject({
      state: 'quarantined',
      code: 'processing-crash',
    });
    expect(await copiesOf(agentId)).toEqual([]);
    expect((await office.read(batchId)).batch.state).toBe('completed');
    expect((await desk.resolve(batchId, itemId, insist(agentId))).status).toBe(202);
    await pipeline.settle();
    expect(await copiesOf(agentId)).toEqual(BOTH);
  });
});
