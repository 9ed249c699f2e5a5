import supertest from 'supertest';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { publishBatches } from '../../../services/ingestion/batches/publish-batches';
import type { WorkerIngestionDeps } from '../../../services/ingestion/deps';
import type { Credential } from '../api/api-fixture';
import { activateAgent, employmentOf, type Office, openOffice } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const NOW = '2026-10-28T08:00:00Z';
const LATER = '2026-10-28T10:00:00Z';
const JUST_BEFORE = '2026-10-28T09:59:59.999Z';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  // Sessions that outlive the waiting: nobody signs in again here.
  pipeline = await openPipeline(LONG_SESSIONS);
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  pipeline.moveTo(NOW);
  office = await openOffice(pipeline);
});

const get = (path: string, who: Credential) => supertest(pipeline.app).get(path).set(who);
const publication = (batchId: string, publishAt: string) =>
  supertest(pipeline.app)
    .post(`${office.path}/batches/${batchId}/publication`)
    .set(office.hr)
    .send({ publishAt });

/** One signed-up agent whose slip waits for {@link LATER}. */
async function scheduled() {
  const agent = await office.hire({});
  const session = await activateAgent(pipeline, office, agent);
  const { batch, items } = await office.push([{ agent }], { publishAt: LATER });
  return { agent, session, batch, item: items[0], documentId: items[0]?.documentId ?? '' };
}

async function seenBy(session: Credential, documentId: string) {
  const listed = await get('/v1/me/documents', session);
  const trace = await get('/v1/me/journal?limit=200', session);
  const statuses: number[] = [];
  for (const part of ['', '/content', '/proof']) {
    statuses.push((await get(`/v1/me/documents/${documentId}${part}`, session)).status);
  }
  return {
    listed: listed.body.items.map((document: { id: string }) => document.id),
    traced: trace.body.items
      .filter((entry: { documentId: string | null }) => entry.documentId === documentId)
      .map((entry: { role: string; action: string }) => `${entry.role} ${entry.action}`),
    statuses,
  };
}

const mails = (batchId: string) =>
  pipeline.look<{ account: string }>('select account_id as account from notice_mail where batch_id = $1', [
    batchId,
  ]);

const NOTHING = { listed: [], traced: [], statuses: [404, 404, 404] };

/** The worker, dying at its n-th transaction. */
function dyingAt(n: number): WorkerIngestionDeps {
  let left = n;
  return {
    ...pipeline.worker,
    uow: {
      run: async (actor, work) => {
        left -= 1;
        if (left === 0) throw new TypeError('killed');
        return pipeline.worker.uow.run(actor, work);
      },
    },
  };
}

describe('a batch with a time of publication', () => {
  it('is held up by no other employer’s that cannot be published', async () => {
    const stuck = await scheduled();
    const broken = office.id;
    office = await openOffice(pipeline);
    const other = await scheduled();
    pipeline.moveTo(LATER);
    const { journal } = pipeline.worker;
    const failing: WorkerIngestionDeps['journal'] = {
      ...journal,
      append: async (tx, actor, entries) => {
        if (entries.some(({ employerId }) => employerId === broken)) throw new TypeError('broken');
        return journal.append(tx, actor, entries);
      },
    };
    await expect(publishBatches({ ...pipeline.worker, journal: failing })).rejects.toThrow('broken');
    expect((await seenBy(stuck.session, stuck.documentId)).listed).toEqual([]);
    expect((await seenBy(other.session, other.documentId)).listed).toEqual([other.documentId]);
    await publishBatches(pipeline.worker);
    expect((await seenBy(stuck.session, stuck.documentId)).listed).toEqual([stuck.documentId]);
  });

  it('is sealed, stored and told to the employer, and hidden from the agent until exactly that time', async () => {
    const { session, batch, item, documentId } = await scheduled();
    expect(batch).toMatchObject({
      state: 'completed',
      publishAt: '2026-10-28T10:00:00.000Z',
      published: false,
    });
    expect([item?.state, item?.agentCopy]).toEqual(['deposited', 'withheld']);
    // Somebody of the employer reads it meanwhile: that, too, the agent learns later.
    const read = await get(`${office.path}/documents/${documentId}/content`, office.client);
    expect(read.status).toBe(200);
    pipeline.moveTo(JUST_BEFORE);
    await pipeline.settle();
    expect(await seenBy(session, documentId)).toEqual(NOTHING);
    expect(await mails(batch.id)).toEqual([]);

    pipeline.moveTo(LATER);
    await pipeline.settle();
    const seen = await seenBy(session, documentId);
    expect(seen.listed).toEqual([documentId]);
    expect(seen.statuses).toEqual([200, 200, 200]);
    expect(seen.traced.sort()).toEqual(['client deposit', 'client read']);
    const after = await office.read(batch.id);
    expect(after.batch).toMatchObject({ state: 'completed', published: true, counts: { deposited: 1 } });
    expect(after.batch.revision).toBeGreaterThan(batch.revision);
    expect(after.items[0]?.agentCopy).toBe('released');
    expect(await mails(batch.id)).toHaveLength(1);
    const entries = await pipeline.look<{ subject: string; n: number }>(
      `select subject_kind as subject, count(*)::int as n from journal_entry
       where document_id = $1 and action = 'deposit' group by 1 order by 1`,
      [documentId],
    );
    expect(entries).toEqual([
      { subject: 'agent', n: 1 },
      { subject: 'employer', n: 1 },
    ]);
    const published = await pipeline.look(
      `select 1 from journal_entry where action = 'batch-published' and payload like '%' || $1 || '%'`,
      [batch.id],
    );
    expect(published).toHaveLength(1);
  });

  it('is hidden by the database itself: no row of it in the scope of the agent', async () => {
    const { batch, documentId } = await scheduled();
    await get(`${office.path}/documents/${documentId}/content`, office.client);
    const [owner] = await pipeline.look<{ account: string }>(
      `select o.account_id as account from vault_ownership o join document d on d.agent_vault_id = o.vault_id
       where d.id = $1`,
      [documentId],
    );
    const actor: Actor = {
      scope: { kind: 'agent', accountId: owner?.account ?? '' },
      role: 'agent',
      id: owner?.account ?? '',
    };
    const data = await openDataSource({ url: pipeline.urls.api, entities: [], poolSize: 1 });
    const rows = () =>
      createUnitOfWork(data).run(actor, async (tx) => {
        const counts: number[] = [];
        for (const [table, column] of [
          ['document', 'id'],
          ['document_key', 'document_id'],
          ['journal_entry', 'document_id'],
        ]) {
          const found: unknown[] = await tx.query(`select 1 from ${table} where ${column} = $1`, [
            documentId,
          ]);
          counts.push(found.length);
        }
        return counts;
      });
    try {
      expect(await rows()).toEqual([0, 0, 0]);
      pipeline.moveTo(LATER);
      await publishBatches(pipeline.worker);
      expect(await rows()).toEqual([1, 1, 2]);
    } finally {
      await data.destroy();
    }
    expect((await office.read(batch.id)).batch.published).toBe(true);
  });

  it('may be moved while the time is to come, and not after', async () => {
    const { session, batch, documentId } = await scheduled();
    const moved = await publication(batch.id, '2026-10-28T13:00:00+01:00');
    expect([moved.status, moved.body.publishAt]).toEqual([200, '2026-10-28T12:00:00.000Z']);
    pipeline.moveTo(LATER);
    await pipeline.settle();
    expect(await seenBy(session, documentId)).toEqual(NOTHING);
    expect((await publication(batch.id, LATER)).status).toBe(200);
    await pipeline.settle();
    expect((await seenBy(session, documentId)).listed).toEqual([documentId]);
    const late = await publication(batch.id, '2026-10-28T18:00:00Z');
    expect([late.status, late.body.code]).toEqual([409, 'batch-published']);
  });

  it('whose time is past is shown as it is deposited; one without a time, too', async () => {
    const agent = await office.hire({});
    const session = await activateAgent(pipeline, office, agent);
    const first = await office.push([{ agent }], { publishAt: '2026-10-27T10:00:00Z' });
    const second = await office.push([{ agent, type: 'certificate' }]);
    for (const { batch } of [first, second]) {
      expect((await office.read(batch.id)).batch.published).toBe(true);
      expect(await mails(batch.id)).toHaveLength(1);
    }
    const listed = await get('/v1/me/documents', session);
    expect(listed.body.items).toHaveLength(2);
    const late = await publication(second.batch.id, LATER);
    expect([late.status, late.body.code]).toEqual([409, 'batch-published']);
  });

  it('may be given a time until its first deposit', async () => {
    const agent = await office.hire({});
    const session = await activateAgent(pipeline, office, agent);
    const id: string = (await office.open()).body.id;
    await office.send(id, office.archive([{ agent }]));
    await office.submit(id);
    expect((await publication(id, LATER)).status).toBe(200);
    await pipeline.settle();
    const { items } = await office.read(id);
    expect(await seenBy(session, items[0]?.documentId ?? '')).toEqual(NOTHING);
  });

  it('heeds an objection that came while it waited', async () => {
    const { agent, session, batch, documentId } = await scheduled();
    const employment = await employmentOf(pipeline, office, agent);
    await pipeline.look(`update employment set objection_at = '2026-10-28T09:00:00Z' where id = $1`, [
      employment,
    ]);
    pipeline.moveTo(LATER);
    await pipeline.settle();
    const { batch: after, items } = await office.read(batch.id);
    expect(after).toMatchObject({ published: true, counts: { 'to-print': 1 } });
    expect([items[0]?.reason, items[0]?.agentCopy]).toEqual(['objection', 'withheld']);
    const seen = await seenBy(session, documentId);
    expect([seen.listed, seen.statuses]).toEqual([[], [404, 404, 404]]);
    expect(await mails(batch.id)).toEqual([]);
    const keys = await pipeline.look<{ copy: string }>(
      'select copy from document_key where document_id = $1',
      [documentId],
    );
    expect(keys).toEqual([{ copy: 'employer' }]);
  });
});

describe('a worker that dies while it publishes', () => {
  // 1 finds what is due, 2 releases, 3 ends the batch.
  it.each([[2], [3]])('at its transaction %i: the next one ends it, each mail once', async (n) => {
    const { session, batch, documentId } = await scheduled();
    pipeline.moveTo(LATER);
    await expect(publishBatches(dyingAt(n))).rejects.toThrow('killed');
    const between = await seenBy(session, documentId);
    expect(between.listed).toEqual(n === 2 ? [] : [documentId]);
    expect(await mails(batch.id)).toEqual([]);
    await publishBatches(pipeline.worker);
    await publishBatches(pipeline.worker);
    expect((await seenBy(session, documentId)).listed).toEqual([documentId]);
    expect(await mails(batch.id)).toHaveLength(1);
    expect((await office.read(batch.id)).batch.published).toBe(true);
  });

  it('what it has shown cannot be taken back, even where another machine’s clock is behind', async () => {
    const { batch } = await scheduled();
    pipeline.moveTo(LATER);
    await expect(publishBatches(dyingAt(3))).rejects.toThrow('killed');
    pipeline.moveTo(JUST_BEFORE);
    const cancelled = await supertest(pipeline.app)
      .post(`${office.path}/batches/${batch.id}/cancel`)
      .set(office.hr);
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'batch-published']);
    const moved = await publication(batch.id, '2026-10-28T18:00:00Z');
    expect([moved.status, moved.body.code]).toEqual([409, 'batch-published']);
  });
});
