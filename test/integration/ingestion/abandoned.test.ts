import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import supertest from 'supertest';
import { type HttpServer, listen } from '../../../services/api/listen';
import { endAbandonedBatches } from '../../../services/ingestion/batches/end-abandoned-batches';
import { expireProposals } from '../../../services/ingestion/batches/expire-proposals';
import { publishBatches } from '../../../services/ingestion/batches/publish-batches';
import { discardUploads } from '../../../services/ingestion/staging/discard-uploads';
import { type Office, openOffice } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const PART = 64 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };
const OPENED = '2026-10-28T08:00:00Z';
const BEFORE = '2026-11-04T07:59:00Z';
const AFTER = '2026-11-04T08:01:00Z';

let pipeline: Pipeline;
let office: Office;
let server: HttpServer;
beforeAll(async () => {
  pipeline = await openPipeline({ ...LONG_SESSIONS, uploadPartBytes: PART });
  server = await listen(pipeline.app, {
    host: '127.0.0.1',
    port: 0,
    headersSeconds: 10,
    requestSeconds: 60,
    idleConnectionSeconds: 60,
    connections: 100,
  });
});
afterAll(async () => {
  await server.close();
  await pipeline.stop();
});
beforeEach(async () => {
  pipeline.moveTo(OPENED);
  office = await openOffice(pipeline);
});

const stagedFiles = (batchId: string) =>
  readdir(path.join(pipeline.storeRoot, 'staging/staging', batchId)).catch(() => []);
const openBatch = async (options: object = {}): Promise<string> => (await office.open(options)).body.id;
const traceOf = (batchId: string) =>
  pipeline.look<{ entry: string }>(
    `select action || ' ' || coalesce(payload::jsonb ->> 'code', '-') || ' ' || actor_role as entry
     from journal_entry where payload::jsonb ->> 'batch' = $1 order by id`,
    [batchId],
  );

async function rowsOf(batchId: string) {
  const [row] = await pipeline.look<{ parts: number; uploads: number; key: boolean }>(
    `select (select count(*) from upload_part where batch_id = b.id)::int as parts,
       (select count(*) from resumable_upload where batch_id = b.id)::int as uploads,
       wrapped_staging_key is not null as key from batch b where id = $1`,
    [batchId],
  );
  return row;
}

async function beginUpload(batchId: string, length: number): Promise<string> {
  const begun = await supertest(pipeline.app)
    .post(`${office.path}/batches/${batchId}/upload`)
    .set({ ...office.client, ...TUS, 'Upload-Length': String(length) });
  expect(begun.status).toBe(201);
  return String(begun.headers.location);
}

const patch = (place: string, offset: number, bytes: Buffer) =>
  supertest(pipeline.app)
    .patch(place)
    .set({ ...office.client, ...TUS, 'Upload-Offset': String(offset) })
    .type('application/offset+octet-stream')
    .send(bytes);

it('a batch that nobody submits ends at its age: parts and key destroyed, traced, its reference taken', async () => {
  const reference = 'octobre';
  const batchId = await openBatch({ reference, publishAt: '2026-10-29T08:00:00Z' });
  const agent = await office.hire({});
  expect((await office.send(batchId, office.archive([{ agent }]))).status).toBe(204);
  const place = await beginUpload(batchId, 200_000);
  expect((await patch(place, 0, randomBytes(100_000))).status).toBe(204);

  pipeline.moveTo(BEFORE);
  await endAbandonedBatches(pipeline.worker);
  expect((await office.read(batchId)).batch.state).toBe('open');
  expect(await stagedFiles(batchId)).not.toHaveLength(0);

  pipeline.moveTo(AFTER);
  await endAbandonedBatches(pipeline.worker);
  await endAbandonedBatches(pipeline.worker);
  await publishBatches(pipeline.worker);
  const { batch } = await office.read(batchId);
  expect(batch).toMatchObject({ state: 'cancelled', received: 0, published: false });
  expect(await stagedFiles(batchId)).toEqual([]);
  expect(await rowsOf(batchId)).toEqual({ parts: 0, uploads: 0, key: false });
  expect((await traceOf(batchId)).map(({ entry }) => entry)).toEqual([
    'batch-opened - client',
    'batch-cancelled abandoned system',
  ]);

  // It was never sent: the month does not count it.
  const month = await supertest(pipeline.app).get(`${office.path}/months/2026-10`).set(office.hr);
  expect(month.body).toMatchObject({ batches: 0, received: 0 });

  const again = await office.open({ reference });
  expect([again.status, again.body.id, again.body.state]).toEqual([200, batchId, 'cancelled']);
  expect((await office.submit(batchId)).body.state).toBe('cancelled');
  expect((await patch(place, 100_000, randomBytes(100_000))).body.code).toBe('upload-not-found');
  expect((await office.send(batchId, randomBytes(1000))).body.code).toBe('batch-already-submitted');
  await pipeline.settle();
  expect(await stagedFiles(batchId)).toEqual([]);
});

it('what was submitted in time, and what is on its way to being confirmed, is not abandoned', async () => {
  const agent = await office.hire({});
  const { batch } = await office.push([{ agent }]);
  const trial = await openBatch({ dryRun: true });
  pipeline.moveTo(AFTER);
  await endAbandonedBatches(pipeline.worker);
  expect((await office.read(batch.id)).batch.state).toBe('completed');
  expect((await office.read(trial)).batch.state).toBe('open');
});

it('a sender that is under way when it ends is refused at its next part, and leaves nothing', async () => {
  const batchId = await openBatch();
  const call = request({
    port: server.port,
    method: 'PUT',
    path: `${office.path}/batches/${batchId}/content`,
    headers: { ...office.client, 'Content-Type': 'application/zip', 'Content-Length': 3 * PART },
  });
  const answered = once(call, 'response') as Promise<[IncomingMessage]>;
  call.write(randomBytes(PART + 10));
  while ((await rowsOf(batchId))?.parts !== 1) await delay(20);
  pipeline.moveTo(AFTER);
  await endAbandonedBatches(pipeline.worker);
  call.end(randomBytes(2 * PART - 10));
  const [answer] = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(409);
  expect(await rowsOf(batchId)).toEqual({ parts: 0, uploads: 0, key: false });
  expect(await stagedFiles(batchId)).toEqual([]);
});

it('a dry run that expires after its publication time is published by nobody', async () => {
  const batchId = await openBatch({ dryRun: true, publishAt: '2026-10-28T10:00:00Z' });
  pipeline.moveTo(AFTER);
  // As after a crash between the end and the removal of what was sent.
  const { store } = pipeline.worker;
  const list = () => {
    throw new Error('crash');
  };
  await expect(expireProposals({ ...pipeline.worker, store: { ...store, list } })).rejects.toThrow();
  await publishBatches(pipeline.worker);
  await expireProposals(pipeline.worker);
  expect((await traceOf(batchId)).map(({ entry }) => entry)).toEqual([
    'batch-opened - client',
    'batch-expired - system',
  ]);
  expect(await rowsOf(batchId)).toBeUndefined();
});

it('an old upload that becomes the content at this moment is not dropped under it', async () => {
  const batchId = await openBatch();
  const bytes = randomBytes(1000);
  const place = await beginUpload(batchId, bytes.length);
  await pipeline.look(
    `update resumable_upload set created_at = created_at - interval '8 days' where batch_id = $1`,
    [batchId],
  );
  const [sent] = await Promise.all([patch(place, 0, bytes), discardUploads(pipeline.worker)]);
  const { content } = (await office.read(batchId)).batch;
  // Whichever was first: the content is whole, or there is none and the sender knows.
  expect([sent.status, content?.size, (await rowsOf(batchId))?.parts]).toEqual(
    sent.status === 204 ? [204, 1000, 1] : [sent.status, undefined, 0],
  );
});
