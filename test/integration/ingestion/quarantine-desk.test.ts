import supertest from 'supertest';
import { inviteStaff } from '../api/api-fixture';
import { employmentOf, type Office, openOffice, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';
import { type Desk, openDesk } from './quarantine-desk';

let pipeline: Pipeline;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
  desk = openDesk(pipeline, office);
});
afterAll(() => pipeline.stop());

describe('the list of what waits', () => {
  it('spans batches, oldest first, by pages, and names each item’s batch', async () => {
    const pushed = [];
    for (let at = 0; at < 3; at += 1) {
      const [agent, colleague] = [await office.hire({}), await office.hire({})];
      const paper = await desk.doubtful(agent, { familyName: 'Toutautre' });
      pushed.push(await desk.push(paper, { agent: colleague }));
    }
    const first = await desk.list({ limit: 2 });
    expect(first.status).toBe(200);
    const second = await desk.list({ limit: 2, cursor: first.body.nextCursor });
    const listed = [...first.body.items, ...second.body.items];
    expect(second.body.nextCursor).toBeNull();
    expect(listed.map(({ batchId, item }) => [batchId, item])).toEqual(
      pushed.map(({ batch, items }) => [batch.id, items[0]?.item]),
    );
    expect(listed[0]).toMatchObject({
      state: 'quarantined',
      code: 'document-disagrees',
      receivedAt: '2026-10-28T08:00:00.000Z',
      batchReference: expect.any(String),
    });
  });

  it('is the employer’s own, and a cursor must be one of its', async () => {
    const other = openDesk(pipeline, await openOffice(pipeline));
    expect((await other.list()).body).toEqual({ items: [], nextCursor: null });
    expect((await desk.list({ cursor: 'x' })).body.code).toBe('cursor-invalid');
  });
});

describe('one item', () => {
  it('wrong name: who it may be, and what agrees and disagrees, claim and page apart', async () => {
    const claimed = await office.hire({ familyName: 'Aubrac', givenName: 'Inès', birthDate: '1980-01-01' });
    const named = await office.hire({ familyName: 'Belcastel', givenName: 'Inès', birthDate: '1991-02-03' });
    const paper = await desk.doubtful(claimed, { familyName: 'Belcastel' });
    const { batch, items } = await desk.push(paper);
    const { status, body } = await desk.read(batch.id, items[0]?.item ?? '');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      item: { state: 'quarantined', code: 'document-disagrees', payrollNumber: '' },
      claim: {
        payrollNumber: claimed.payrollNumber,
        familyName: 'Aubrac',
        birthDate: '1980-01-01',
        title: 'Bulletin de paie octobre 2026',
      },
      page: { payrollNumber: claimed.payrollNumber, birthDate: '1980-01-01', period: '2026-10' },
      pageCount: 1,
      actions: ['deposit', 'reject'],
      self: false,
      settling: false,
      contentGone: false,
    });
    expect(body.page.names.join()).toMatch(/belcastel/i);
    expect(body.candidates.map(({ payrollNumber }: { payrollNumber: string }) => payrollNumber)).toEqual([
      claimed.payrollNumber,
      named.payrollNumber,
    ]);
    const [best, other] = body.candidates;
    expect(best).toMatchObject({ familyName: 'Aubrac', birthDate: '1980-01-01', running: true, self: false });
    expect(best.signals).toEqual([
      { name: 'payrollNumber', claim: 'agrees', page: 'agrees' },
      { name: 'familyName', claim: 'agrees', page: 'disagrees' },
      { name: 'givenName', claim: 'agrees', page: 'agrees' },
      { name: 'birthDate', claim: 'agrees', page: 'agrees' },
    ]);
    expect(other.signals).toEqual([
      { name: 'payrollNumber', claim: 'disagrees', page: 'disagrees' },
      { name: 'familyName', claim: 'disagrees', page: 'agrees' },
      { name: 'givenName', claim: 'agrees', page: 'agrees' },
      { name: 'birthDate', claim: 'disagrees', page: 'disagrees' },
    ]);
    // Exactly what differs, from each: the one whom the matricule names is why it waits.
    expect([best.named, best.contradictions]).toEqual([true, ['page:familyName']]);
    expect([other.named, other.contradictions]).toEqual([
      false,
      ['claim:payrollNumber', 'page:payrollNumber', 'claim:familyName', 'claim:birthDate', 'page:birthDate'],
    ]);
    expect(body).toMatchObject({ type: 'payslip', period: '2026-10', weighed: null });
  });

  it('anybody of the employer’s own is compared with it when asked for, and nobody else', async () => {
    const agent = await office.hire({ familyName: 'Aubrac', givenName: 'Inès' });
    const stranger = await office.hire({
      familyName: 'Cassagnes',
      givenName: 'Paul',
      birthDate: '1979-09-09',
    });
    const { batch, items } = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    const path = `${office.path}/batches/${batch.id}/items/${items[0]?.item}`;
    const ask = (agentId: string) => supertest(pipeline.app).get(path).query({ agentId }).set(office.hr);
    const agentId = await desk.agentId(stranger);
    const { body } = await ask(agentId);
    expect(body.candidates.map((one: { agentId: string }) => one.agentId)).not.toContain(agentId);
    expect(body.weighed).toMatchObject({ agentId, familyName: 'Cassagnes', named: false });
    expect(body.weighed.contradictions).toEqual(
      expect.arrayContaining(['claim:payrollNumber', 'page:familyName', 'page:givenName', 'page:birthDate']),
    );
    const neighbour = await openOffice(pipeline);
    const theirs = await employmentOf(pipeline, neighbour, await neighbour.hire({}));
    expect((await ask(theirs)).body.weighed).toBeNull();
    expect((await ask('x')).status).toBe(400);
  });

  it('a picture says nothing, and is silent', async () => {
    const agent = await office.hire({});
    const content = (await printer()).scan(agent, '2026-10');
    const { batch, items } = await desk.push({ agent, content });
    const { body } = await desk.read(batch.id, items[0]?.item ?? '');
    expect(body.page).toEqual({ payrollNumber: null, names: [], birthDate: null, period: null, siret: null });
    const [candidate] = body.candidates;
    expect(candidate.signals.map(({ page }: { page: string }) => page)).toEqual(Array(4).fill('silent'));
  });

  it('never shows a NIR that is printed on the page', async () => {
    const agent = await office.hire({});
    const { batch, items } = await desk.push(await desk.doubtful(agent, { givenName: agent.nir }));
    const answer = await desk.read(batch.id, items[0]?.item ?? '');
    expect(answer.status).toBe(200);
    expect(answer.text.replace(/\s/g, '')).not.toContain(agent.nir.replace(/\s/g, ''));
  });

  it('what is kept of the page lies sealed, and goes with the settlement', async () => {
    const agent = await office.hire({ familyName: 'Cachetée' });
    const { batch, items } = await desk.push(await desk.doubtful(agent, { birthDate: '1950-01-01' }));
    const itemId = items[0]?.item ?? '';
    const kept = () =>
      pipeline.look<{ reading: Buffer | null }>('select sealed_reading as reading from item where id = $1', [
        itemId,
      ]);
    const [before] = await kept();
    expect(before?.reading?.length).toBeGreaterThan(100);
    expect(before?.reading?.toString('latin1')).not.toContain('1950');
    expect((await desk.resolve(batch.id, itemId, { action: 'reject', reason: 'not-ours' })).status).toBe(202);
    expect(await kept()).toEqual([{ reading: null }]);
  });

  it('of somebody else is not there', async () => {
    const agent = await office.hire({});
    const { batch, items } = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    const itemId = items[0]?.item ?? '';
    const neighbour = await openOffice(pipeline);
    const theirs = await supertest(pipeline.app)
      .get(`${neighbour.path}/batches/${batch.id}/items/${itemId}`)
      .set(neighbour.hr);
    expect([theirs.status, theirs.body.code]).toEqual([404, 'batch-not-found']);
    const missing = await desk.read(batch.id, batch.id);
    expect([missing.status, missing.body.code]).toEqual([404, 'item-not-found']);
  });

  it('is for people: a machine neither sees candidates nor decides, a reader does not decide', async () => {
    const agent = await office.hire({});
    const { batch, items } = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    const itemId = items[0]?.item ?? '';
    const reader = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr-reader');
    const reject = { action: 'reject', reason: 'other' };
    expect((await desk.list({}, office.client)).status).toBe(200);
    expect((await desk.read(batch.id, itemId, office.client)).status).toBe(403);
    expect((await desk.image(batch.id, itemId, {}, office.client)).status).toBe(403);
    expect((await desk.resolve(batch.id, itemId, reject, office.client)).status).toBe(403);
    expect((await desk.read(batch.id, itemId, reader)).status).toBe(200);
    expect((await desk.resolve(batch.id, itemId, reject, reader)).status).toBe(403);
  });
});
