import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { type Credential, connectClient, inviteStaff } from '../api/api-fixture';
import { type Office, openOffice, PERIOD } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
let neighbour: Office;
let batchId: string;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
  neighbour = await openOffice(pipeline);
  const { batch } = await office.push([{ agent: await office.hire({}) }]);
  batchId = batch.id;
});
afterAll(() => pipeline.stop());

const BATCH = { reference: 'x', kind: 'payroll', format: 'zip', period: PERIOD };

/** Every call of a push, under one path. */
function calls(path: string, id: string, who: Credential) {
  const { app } = pipeline;
  return [
    supertest(app).post(`${path}/batches`).set(who).send(BATCH),
    supertest(app).get(`${path}/batches`).set(who),
    supertest(app).get(`${path}/batches/${id}`).set(who),
    supertest(app)
      .put(`${path}/batches/${id}/content`)
      .set(who)
      .set('Content-Type', 'application/zip')
      .send(Buffer.from('PK')),
    supertest(app).post(`${path}/batches/${id}/submit`).set(who),
    supertest(app).get(`${path}/batches/${id}/items`).set(who),
    supertest(app).get(`${path}/batches/${id}/report`).set(who),
  ];
}

async function answers(path: string, id: string, who: Credential) {
  const found: unknown[] = [];
  for (const call of calls(path, id, who)) {
    const { status, text } = await call;
    found.push([status, status < 400 ? null : JSON.parse(text).code]);
  }
  return found;
}

describe('a push is refused', () => {
  it.each([
    ['without a token', {}],
    ['with a made-up token', { Authorization: `Bearer ${randomUUID()}` }],
    ['with another scheme', { Authorization: 'Basic eDp5' }],
  ])('%s: 401', async (_name, who) => {
    expect(await answers(office.path, batchId, who as Credential)).toEqual(
      Array(7).fill([401, 'not-authenticated']),
    );
  });

  it('under another employer: 404, whether that exists or not', async () => {
    for (const path of [office.path, `/v1/employers/${randomUUID()}`]) {
      expect(await answers(path, batchId, neighbour.client)).toEqual(Array(7).fill([404, 'not-found']));
    }
  });

  it('for another employer’s batch under one’s own path: 404', async () => {
    const found = await answers(neighbour.path, batchId, neighbour.client);
    expect(found.slice(2)).toEqual(Array(5).fill([404, 'batch-not-found']));
  });

  it('to those who may only read, and to a client without the scope: 403', async () => {
    const reader = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr-reader');
    const directory = await connectClient(pipeline.app, pipeline.operator, office.id, ['directory']);
    const pushing = [0, 3, 4];
    const asReader = await answers(office.path, batchId, reader);
    const asDirectory = await answers(office.path, batchId, directory);
    expect(pushing.map((at) => asReader[at])).toEqual(Array(3).fill([403, 'role-insufficient']));
    expect(asReader.filter((_, at) => !pushing.includes(at))).toEqual(Array(4).fill([200, null]));
    expect(asDirectory).toEqual(Array(7).fill([403, 'role-insufficient']));
  });

  it('and changes nothing: one batch stands where one was pushed', async () => {
    const batches = await pipeline.look('select 1 from batch');
    // The neighbour opened one of its own.
    expect(batches).toHaveLength(2);
    const parts = await pipeline.look('select 1 from upload_part where batch_id <> $1', [batchId]);
    expect(parts).toHaveLength(0);
  });

  it('with a token that has expired: 401', async () => {
    pipeline.moveTo('2026-10-28T10:30:00Z');
    expect(await answers(office.path, batchId, office.client)).toEqual(
      Array(7).fill([401, 'not-authenticated']),
    );
  });
});
