import supertest from 'supertest';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import type { AgentFixture } from '../../fixtures/payroll/model';
import type { Credential } from '../api/api-fixture';
import { activateAgent, employmentOf, type Office, openOffice, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
let agent: AgentFixture;
let agentId: string;
beforeAll(async () => {
  pipeline = await openPipeline({ documentBytes: 100_000 });
  office = await openOffice(pipeline);
  agent = await office.hire({});
  agentId = await employmentOf(pipeline, office, agent);
});
afterAll(() => pipeline.stop());

function deposit(
  content: Buffer,
  fields: Record<string, string> = {},
  as: Credential = office.hr,
  contentType = 'application/pdf',
) {
  const call = supertest(pipeline.app).post(`${office.path}/documents`).set(as);
  const form = { agentId, type: 'certificate', period: PERIOD, ...fields };
  for (const [name, value] of Object.entries(form)) call.field(name, value);
  return call.attach('file', content, { filename: 'Attestation de M. Untel.pdf', contentType });
}

async function certificate(of = agent): Promise<Buffer> {
  return (await printer()).certificate(of, office.employer, PERIOD);
}

async function outcome(batchId: string) {
  await pipeline.settle();
  const { batch, items } = await office.read(batchId);
  const [item] = items;
  return { batch, item, count: items.length };
}

describe('one document to one agent', () => {
  it('is deposited in both vaults under the agent chosen, with its title', async () => {
    const answer = await deposit(await certificate(), { title: 'Attestation d’emploi' });
    expect(answer.status).toBe(202);
    const { batch, item, count } = await outcome(answer.body.batchId);
    expect([batch.state, count]).toEqual(['completed', 1]);
    expect(item).toMatchObject({
      state: 'deposited',
      payrollNumber: agent.payrollNumber,
      type: 'certificate',
      file: '',
    });
    const session = await activateAgent(pipeline, office, agent);
    const listed = await supertest(pipeline.app).get('/v1/me/documents').set(session);
    expect(listed.body.items).toMatchObject([{ id: item?.documentId, title: 'Attestation d’emploi' }]);
  });

  it('that names somebody else waits for a decision: the page is the witness', async () => {
    const other = await office.hire({ familyName: 'Quintrec', givenName: 'Solenn' });
    const answer = await deposit(await certificate(other));
    const { item } = await outcome(answer.body.batchId);
    expect([item?.state, item?.documentId]).toEqual(['quarantined', null]);
  });

  it.each([
    ['no PDF', Buffer.from('<html>'), 'not-a-pdf'],
    ['a cut one', Buffer.from('%PDF-1.7\n1 0 obj'), 'pdf-damaged'],
  ])('%s is rejected by name', async (_what, content, code) => {
    const answer = await deposit(content);
    expect(answer.status).toBe(202);
    const { item } = await outcome(answer.body.batchId);
    expect([item?.state, item?.code]).toEqual(['rejected', code]);
  });

  it('never for oneself', async () => {
    const colleague = await office.hire({});
    const employment = await employmentOf(pipeline, office, colleague);
    const session = await activateAgent(pipeline, office, colleague);
    await pipeline.look(
      `insert into role_grant (id, account_id, employer_id, role, created_at)
       select gen_random_uuid(), account_id, $2, 'hr', now() from vault_ownership where employment_id = $1`,
      [employment, office.id],
    );
    const answer = await deposit(await certificate(colleague), { agentId: employment }, session);
    expect([answer.status, answer.body.code]).toEqual([403, 'self-deposit']);
  });

  it('of another employer is nobody', async () => {
    const elsewhere = await openOffice(pipeline);
    const stranger = await employmentOf(pipeline, elsewhere, await elsewhere.hire({}));
    const before = await pipeline.look('select id from batch');
    const answer = await deposit(await certificate(), { agentId: stranger });
    expect([answer.status, answer.body.code]).toEqual([404, 'employment-not-found']);
    expect(await pipeline.look('select id from batch')).toEqual(before);
  });

  it('leaves a cancelled batch, not an open one, when the store fails on the way', async () => {
    const away = jest
      .spyOn(pipeline.worker.store, 'put')
      .mockRejectedValue(new ObjectStoreError('storage-unavailable'));
    const answer = await deposit(await certificate());
    away.mockRestore();
    expect([answer.status, answer.body.code]).toEqual([503, 'storage-unavailable']);
    const states = await pipeline.look<{ state: string }>('select state from batch order by id desc limit 1');
    expect(states).toEqual([{ state: 'cancelled' }]);
  });
});

describe('refused before anything is kept', () => {
  it.each<[string, () => Promise<supertest.Response>, unknown]>([
    ['too large', () => deposit(Buffer.alloc(100_001)) as never, [413, 'body-too-large']],
    ['empty', () => deposit(Buffer.alloc(0)) as never, [400, 'upload-empty']],
    [
      'no PDF by its type',
      () => deposit(Buffer.from('x'), {}, office.hr, 'text/html') as never,
      [415, 'unsupported-media-type'],
    ],
    [
      'of a month to come',
      () => deposit(Buffer.from('%PDF-'), { period: '2027-01' }) as never,
      [400, 'period-invalid'],
    ],
    [
      'of no known type',
      () => deposit(Buffer.from('%PDF-'), { type: 'love-letter' }) as never,
      [400, 'invalid-request'],
    ],
    [
      'with a field that nobody knows',
      () => deposit(Buffer.from('%PDF-'), { nir: '1' }) as never,
      [400, 'invalid-request'],
    ],
  ])('%s', async (_what, send, expected) => {
    const before = await pipeline.look('select id from batch where state = $1', ['open']);
    const answer = await send();
    expect([answer.status, answer.body.code]).toEqual(expected);
    expect(await pipeline.look('select id from batch where state = $1', ['open'])).toEqual(before);
  });

  it('a form without a file, cut, or without a boundary', async () => {
    const post = () => supertest(pipeline.app).post(`${office.path}/documents`).set(office.hr);
    const none = await post().field('agentId', agentId).field('type', 'other').field('period', PERIOD);
    expect([none.status, none.body.code]).toEqual([400, 'invalid-request']);
    const cut = await post()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF',
      );
    expect([cut.status, cut.body.code]).toEqual([400, 'malformed-body']);
    const unbound = await post().set('Content-Type', 'multipart/form-data').send('x');
    expect([unbound.status, unbound.body.code]).toEqual([400, 'malformed-body']);
  });
});
