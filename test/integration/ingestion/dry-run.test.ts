import supertest from 'supertest';
import { expireProposals } from '../../../services/ingestion/batches/expire-proposals';
import type { WorkerIngestionDeps } from '../../../services/ingestion/deps';
import type { AgentFixture } from '../../fixtures/payroll/model';
import type { Credential } from '../api/api-fixture';
import { activateAgent, employmentOf, type Office, openOffice, type Paper } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const NOW = '2026-10-28T08:00:00Z';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  // Sessions that outlive the waiting: nobody signs in again here. Small chunks: a trial has several.
  pipeline = await openPipeline({ ...LONG_SESSIONS, chunkItems: 2 });
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  pipeline.moveTo(NOW);
  office = await openOffice(pipeline);
});

const confirm = (batchId: string, body: object = {}, as: Credential = office.hr) =>
  supertest(pipeline.app).post(`${office.path}/batches/${batchId}/confirm`).set(as).send(body);
const find = (batchId: string) =>
  supertest(pipeline.app).get(`${office.path}/batches/${batchId}`).set(office.hr);

/** Rows that a batch of this office has left anywhere in the vaults. */
async function inVaults(): Promise<number> {
  const [row] = await pipeline.look<{ n: number }>(
    `select (select count(*) from document where employer_id = $1)::int
       + (select count(*) from content_key where employer_id = $1)::int as n`,
    [office.id],
  );
  return row?.n ?? -1;
}

async function staged(batchId: string): Promise<number> {
  let objects = 0;
  for await (const _ of pipeline.worker.store.list('staging', `staging/${batchId}/`)) objects += 1;
  return objects;
}

async function agents(count: number): Promise<AgentFixture[]> {
  const hired: AgentFixture[] = [];
  for (let at = 0; at < count; at += 1) hired.push(await office.hire({}));
  return hired;
}

/** Matricules, read in pages of so many. */
async function changed(batchId: string, change: 'missing' | 'new', limit = 100): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const page: supertest.Response = await supertest(pipeline.app)
      .get(`${office.path}/batches/${batchId}/proposal/agents/${change}`)
      .query({ limit, ...(cursor === null ? {} : { cursor }) })
      .set(office.hr);
    expect(page.status).toBe(200);
    numbers.push(...page.body.items.map(({ payrollNumber }: AgentFixture) => payrollNumber));
    cursor = page.body.nextCursor;
  } while (cursor !== null);
  return numbers;
}

const trial = (papers: readonly Paper[], options: object = {}) =>
  office.push(papers, { dryRun: true, ...options });

describe('a dry run', () => {
  it('says of each item what would become of it, and takes nothing', async () => {
    const [one, two, objector, misnamed] = (await agents(4)) as [
      AgentFixture,
      AgentFixture,
      AgentFixture,
      AgentFixture,
    ];
    await pipeline.look(`update employment set objection_at = '2026-10-01' where id = $1`, [
      await employmentOf(pipeline, office, objector),
    ]);
    const { batch, items } = await trial([
      { agent: one },
      { agent: two },
      { agent: objector },
      { agent: misnamed, row: { familyName: 'Autrement' } },
      { agent: one, row: { file: 'copie.pdf' } },
      { agent: two, row: { file: 'illisible.pdf' }, content: Buffer.from('no pdf') },
      { agent: two, row: { file: 'absent.pdf' }, content: null },
    ]);
    expect(batch).toMatchObject({
      state: 'proposed',
      dryRun: true,
      expiresAt: expect.stringMatching(/^2026-10-29T08:00/),
      published: false,
      confirmedAt: null,
      received: 7,
      proposal: {
        ready: 2,
        toCheck: 1,
        unreadable: 2,
        duplicates: 1,
        toPrint: 1,
        missingSinceLastMonth: 0,
        newSinceLastMonth: 3,
        otherSirets: [],
      },
    });
    expect(batch.content).toEqual({
      size: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(items.map(({ state }) => state)).toEqual([...Array(6).fill('pending'), 'rejected']);
    expect(items.map(({ proposal }) => [proposal?.state, proposal?.code, proposal?.payrollNumber])).toEqual([
      ['deposited', null, one.payrollNumber],
      ['deposited', null, two.payrollNumber],
      ['to-print', null, objector.payrollNumber],
      ['quarantined', 'claim-disagrees', ''],
      ['duplicate', 'same-bytes', one.payrollNumber],
      ['rejected', 'not-a-pdf', ''],
      ['rejected', 'file-missing', ''],
    ]);
    expect(items.map(({ payrollNumber, documentId }) => [payrollNumber, documentId])).toEqual(
      items.map(() => ['', null]),
    );
    expect(items[0]?.proposal).toMatchObject({ familyName: one.familyName, pages: '1' });
    expect(await inVaults()).toBe(0);

    for (const [state, count] of Object.entries({ deposited: 2, rejected: 2, quarantined: 1 })) {
      const page = await supertest(pipeline.app)
        .get(`${office.path}/batches/${batch.id}/items`)
        .query({ proposal: state })
        .set(office.hr);
      expect([state, page.body.items.length]).toEqual([state, count]);
    }
  });

  it('confirmed, it deposits from the same upload; twice is once', async () => {
    const [one, two] = (await agents(2)) as [AgentFixture, AgentFixture];
    const session = await activateAgent(pipeline, office, one);
    const { batch } = await trial([{ agent: one }, { agent: two }]);
    const confirmed = await confirm(batch.id);
    expect([confirmed.status, confirmed.body.state, confirmed.body.proposal]).toEqual([
      202,
      'submitted',
      null,
    ]);
    expect(confirmed.body.confirmedAt).toEqual(expect.stringMatching(/^2026-10-28T08:00/));
    expect((await confirm(batch.id)).status).toBe(202);
    await pipeline.settle();
    const after = await office.read(batch.id);
    expect(after.batch).toMatchObject({
      state: 'completed',
      expiresAt: null,
      published: true,
      confirmedAt: confirmed.body.confirmedAt,
      counts: { deposited: 2 },
      received: 2,
    });
    expect(after.items.map(({ proposal }) => proposal)).toEqual([null, null]);
    const again = await confirm(batch.id, { publishAt: '2027-01-01T00:00:00Z' });
    expect([again.status, again.body.state, again.body.publishAt]).toEqual([202, 'completed', null]);
    await pipeline.settle();
    expect((await office.read(batch.id)).batch.revision).toBe(after.batch.revision);
    const listed = await supertest(pipeline.app).get('/v1/me/documents').set(session);
    expect(listed.body.items).toHaveLength(1);
    const entries = await pipeline.look<{ action: string }>(
      `select action from journal_entry where subject_id = $1 and action like 'batch-%' order by id`,
      [office.id],
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'batch-opened',
      'batch-submitted',
      'batch-proposed',
      'batch-confirmed',
      'batch-completed',
    ]);
  });

  it('confirmed by two at once, it deposits once', async () => {
    const [one] = (await agents(1)) as [AgentFixture];
    const { batch } = await trial([{ agent: one }]);
    const answers = await Promise.all([confirm(batch.id), confirm(batch.id, {}, office.client)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    await pipeline.settle();
    expect((await office.read(batch.id)).batch.counts).toEqual({ deposited: 1 });
    const expanded = await pipeline.look(`select 1 from chunk where batch_id = $1 and stage = 'expand'`, [
      batch.id,
    ]);
    expect(expanded).toHaveLength(2);
  });

  it('reserves nothing: what was sent in earnest meanwhile is a duplicate at the confirmation', async () => {
    const [one, two] = (await agents(2)) as [AgentFixture, AgentFixture];
    const { batch } = await trial([{ agent: one }, { agent: two }]);
    const earnest = await office.push([{ agent: one }]);
    expect(earnest.batch.counts).toEqual({ deposited: 1 });
    await confirm(batch.id, { publishAt: '2026-10-28T10:00:00Z' });
    await pipeline.settle();
    const after = await office.read(batch.id);
    expect(after.batch).toMatchObject({
      counts: { duplicate: 1, deposited: 1 },
      publishAt: '2026-10-28T10:00:00.000Z',
      published: false,
    });
    expect(after.items[0]?.duplicateOf).toBe(earnest.items[0]?.documentId);
  });

  it('whoever confirms may not be a recipient', async () => {
    const [one, two] = (await agents(2)) as [AgentFixture, AgentFixture];
    const { batch } = await trial([{ agent: one }, { agent: two }]);
    const [hr] = await pipeline.look<{ id: string }>(
      `select account_id as id from role_grant where employer_id = $1 and role = 'hr'`,
      [office.id],
    );
    await activateAgent(pipeline, office, one);
    await pipeline.look(
      `update vault_ownership set account_id = $1
       where vault_id = (select vault_id from employment where id = $2)`,
      [hr?.id, await employmentOf(pipeline, office, one)],
    );
    await confirm(batch.id);
    await pipeline.settle();
    const { items } = await office.read(batch.id);
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['quarantined', 'self-deposit'],
      ['deposited', null],
    ]);
  });

  it('is confirmed only as long as it is proposed', async () => {
    const [one] = (await agents(1)) as [AgentFixture];
    const open: string = (await office.open({ dryRun: true })).body.id;
    const earnest = await office.push([{ agent: one }]);
    const { batch } = await trial([{ agent: one }]);
    await supertest(pipeline.app).post(`${office.path}/batches/${batch.id}/cancel`).set(office.hr);
    for (const id of [open, earnest.batch.id, batch.id]) {
      const answer = await confirm(id);
      expect([answer.status, answer.body.code]).toEqual([409, 'batch-not-proposed']);
    }
    await pipeline.settle();
    const after = await office.read(batch.id);
    expect(after.batch).toMatchObject({ state: 'cancelled', counts: { cancelled: 1 }, proposal: null });
    expect(after.items[0]?.proposal).toBeNull();
  });

  it('counts who had a slip last month and has none, who is new, and foreign SIRETs', async () => {
    const [stays, missing, gone] = (await agents(2)).concat(await office.hire({ endDate: '2026-09-30' })) as [
      AgentFixture,
      AgentFixture,
      AgentFixture,
    ];
    const added = await office.hire({});
    const september = [stays, missing, gone].map((agent) => ({
      agent,
      row: { period: '2026-09' },
      content: office.slip(agent, '2026-09'),
    }));
    const before = await office.push(september, { period: '2026-09' });
    expect(before.batch.counts).toEqual({ deposited: 3 });
    const neighbour = await openOffice(pipeline);
    const stranger = await neighbour.hire({});
    const { batch } = await trial([
      { agent: stays },
      { agent: added },
      { agent: stranger, row: { file: 'etranger.pdf' }, content: neighbour.slip(stranger) },
    ]);
    expect(batch.proposal).toMatchObject({
      ready: 2,
      toCheck: 1,
      missingSinceLastMonth: 1,
      newSinceLastMonth: 1,
      otherSirets: [neighbour.employer.siret],
    });
    expect(await changed(batch.id, 'missing')).toEqual([missing.payrollNumber]);
    expect(await changed(batch.id, 'new')).toEqual([added.payrollNumber]);
  });
});

describe('whom a dry run pays and the month before did not', () => {
  it('are listed by matricule, page after page, as long as it waits', async () => {
    const people = await agents(5);
    const { batch } = await trial(people.map((agent) => ({ agent })));
    const numbers = people.map(({ payrollNumber }) => payrollNumber).sort();
    expect(await changed(batch.id, 'new', 2)).toEqual(numbers);
    expect(await changed(batch.id, 'missing')).toEqual([]);
    const path = `${office.path}/batches/${batch.id}/proposal/agents`;
    const wrong = await supertest(pipeline.app).get(`${path}/new`).query({ cursor: 'x' }).set(office.hr);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'cursor-invalid']);
    const listed = await pipeline.look(
      `select 1 from journal_entry where action = 'list' and subject_id = $1`,
      [office.id],
    );
    expect(listed).toHaveLength(4);
    await confirm(batch.id);
    await pipeline.settle();
    expect(await changed(batch.id, 'new')).toEqual([]);
  });
});

describe('a dry run that nobody confirms', () => {
  const EXPIRED = '2026-10-29T08:00:01Z';

  it('is destroyed after a day, with its key, its upload and its reference', async () => {
    const [one] = (await agents(1)) as [AgentFixture];
    const { batch } = await trial([{ agent: one }], { reference: 'octobre' });
    pipeline.moveTo('2026-10-29T07:59:00Z');
    await pipeline.settle();
    expect((await find(batch.id)).body.state).toBe('proposed');
    expect(await staged(batch.id)).toBeGreaterThan(0);

    pipeline.moveTo(EXPIRED);
    await pipeline.settle();
    expect((await find(batch.id)).status).toBe(404);
    expect((await confirm(batch.id)).status).toBe(404);
    expect(await staged(batch.id)).toBe(0);
    for (const table of ['item', 'chunk', 'upload_part']) {
      const rows = await pipeline.look(`select 1 from ${table} where batch_id = $1`, [batch.id]);
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const traced = await pipeline.look(
      `select 1 from journal_entry where subject_id = $1 and action = 'batch-expired'`,
      [office.id],
    );
    expect(traced).toHaveLength(1);
    const again = await office.push([{ agent: one }], { reference: 'octobre' });
    expect(again.batch).toMatchObject({ state: 'completed', counts: { deposited: 1 } });
  });

  it('or that was never sent, or could not be read, goes as well; a confirmed one stays', async () => {
    const [one] = (await agents(1)) as [AgentFixture];
    const open: string = (await office.open({ dryRun: true })).body.id;
    const failed = await office.push(Buffer.from('no archive'), { dryRun: true });
    expect(failed.batch.state).toBe('failed');
    const { batch } = await trial([{ agent: one }]);
    await confirm(batch.id);
    await pipeline.settle();
    pipeline.moveTo(EXPIRED);
    await pipeline.settle();
    const statuses: number[] = [];
    for (const id of [open, failed.batch.id, batch.id]) statuses.push((await find(id)).status);
    expect(statuses).toEqual([404, 404, 200]);
  });

  it('cannot be confirmed once its destruction has begun, and a crash in between is made up for', async () => {
    const [one] = (await agents(1)) as [AgentFixture];
    const { batch } = await trial([{ agent: one }]);
    pipeline.moveTo(EXPIRED);
    const dying: WorkerIngestionDeps = {
      ...pipeline.worker,
      store: {
        ...pipeline.worker.store,
        deleteVersion: async () => {
          throw new TypeError('killed');
        },
      },
    };
    await expect(expireProposals(dying)).rejects.toThrow('killed');
    const answer = await confirm(batch.id);
    expect([answer.status, answer.body.code]).toEqual([409, 'batch-not-proposed']);
    const [row] = await pipeline.look<{ key: Buffer | null }>(
      'select wrapped_staging_key as key from batch where id = $1',
      [batch.id],
    );
    expect(row?.key).toBeNull();
    await expireProposals(pipeline.worker);
    expect((await find(batch.id)).status).toBe(404);
    expect(await staged(batch.id)).toBe(0);
  });

  it('against a confirmation at the same time: one of the two holds', async () => {
    for (let round = 0; round < 4; round += 1) {
      pipeline.moveTo(NOW);
      const agent = await office.hire({});
      const { batch } = await trial([{ agent }]);
      pipeline.moveTo(EXPIRED);
      const [answer] = await Promise.all([confirm(batch.id), expireProposals(pipeline.worker)]);
      await pipeline.settle();
      const found = await find(batch.id);
      if (answer.status === 202) expect(found.body.counts).toEqual({ deposited: 1 });
      else expect(found.status).toBe(404);
    }
  });
});
