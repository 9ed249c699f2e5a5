import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import supertest, { type Response } from 'supertest';
import { type HttpServer, listen } from '../../../services/api/listen';
import type { IngestionDeps } from '../../../services/ingestion/deps';
import { discardUploads } from '../../../services/ingestion/staging/discard-uploads';
import { readUpload } from '../../../services/ingestion/staging/read-upload';
import { inviteStaff } from '../api/api-fixture';
import { hrOf } from '../directory/installation';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const PART = 64 * 1024;
const LIMIT = 400_000;
const TUS = { 'Tus-Resumable': '1.0.0' };

let pipeline: Pipeline;
let office: Office;
let server: HttpServer;
beforeAll(async () => {
  pipeline = await openPipeline({ uploadBytes: LIMIT, uploadPartBytes: PART, uploadParts: 10 });
  office = await openOffice(pipeline);
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

const openBatch = async (): Promise<string> => (await office.open()).body.id;
const codeOf = ({ status, body }: Response) => [status, body.code];

function create(batchId: string, length: number | string, headers: Record<string, string> = TUS) {
  return supertest(pipeline.app)
    .post(`${office.path}/batches/${batchId}/upload`)
    .set(office.client)
    .set(headers)
    .set('Upload-Length', String(length));
}

async function begin(batchId: string, length: number): Promise<string> {
  const created = await create(batchId, length);
  expect([created.status, created.headers['tus-resumable']]).toEqual([201, '1.0.0']);
  return String(created.headers.location);
}

function patch(place: string, offset: number, bytes: Buffer) {
  return supertest(pipeline.app)
    .patch(place)
    .set(office.client)
    .set(TUS)
    .set('Upload-Offset', String(offset))
    .set('Content-Type', 'application/offset+octet-stream')
    .send(bytes);
}

const head = (place: string) => supertest(pipeline.app).head(place).set(office.client).set(TUS);

async function offsetOf(place: string): Promise<number> {
  const answer = await head(place);
  expect(answer.status).toBe(200);
  return Number(answer.headers['upload-offset']);
}

/** Sends a piece of what it announces, then hangs up once the server has some of it. */
async function cut(place: string, sent: Buffer, announced: number): Promise<void> {
  const call = request({
    port: server.port,
    method: 'PATCH',
    path: place,
    headers: {
      ...office.client,
      ...TUS,
      'Upload-Offset': 0,
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': announced,
    },
  });
  call.on('error', () => undefined);
  call.write(sent);
  while ((await offsetOf(place)) < PART) await delay(20);
  call.destroy();
}

async function contentOf(batchId: string) {
  const [row] = await pipeline.look<{ sha256: string | null; size: string | null; parts: number }>(
    `select encode(content_sha256, 'hex') as sha256, content_size as size,
       (select count(*)::int from upload_part p where p.batch_id = b.id) as parts
     from batch b where id = $1`,
    [batchId],
  );
  return row;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const stagedFiles = (batchId: string) =>
  readdir(path.join(pipeline.storeRoot, 'staging/staging', batchId)).catch(() => []);

describe('an upload in pieces', () => {
  it('says what it speaks', async () => {
    const batchId = await openBatch();
    const answer = await supertest(pipeline.app).options(`${office.path}/batches/${batchId}/upload`);
    expect([answer.status, answer.headers['tus-version'], answer.headers['tus-max-size']]).toEqual([
      204,
      '1.0.0',
      String(LIMIT),
    ]);
    expect(answer.headers['tus-extension']).toBe('creation,termination');
  });

  it('becomes the content with its last byte, and is deposited', async () => {
    const batchId = await openBatch();
    const agent = await office.hire({});
    const archive = office.archive([{ agent }]);
    const place = await begin(batchId, archive.length);
    const middle = Math.floor(archive.length / 2);
    const first = await patch(place, 0, archive.subarray(0, middle));
    expect([first.status, first.headers['upload-offset']]).toEqual([204, String(middle)]);
    expect((await contentOf(batchId))?.sha256).toBeNull();
    expect(codeOf(await office.submit(batchId))).toEqual([409, 'batch-without-content']);
    expect((await patch(place, middle, archive.subarray(middle))).status).toBe(204);
    expect(await contentOf(batchId)).toMatchObject({ sha256: sha256(archive), size: String(archive.length) });
    expect(await offsetOf(place)).toBe(archive.length);
    expect((await office.submit(batchId)).status).toBe(202);
    await pipeline.settle();
    const { batch, items } = await office.read(batchId);
    expect([batch.state, items[0]?.state]).toEqual(['completed', 'deposited']);
  });

  it('keeps what came before a cut and goes on from there', async () => {
    const batchId = await openBatch();
    const bytes = randomBytes(300_000);
    const place = await begin(batchId, bytes.length);
    await cut(place, bytes.subarray(0, 100_000), bytes.length);
    // The rest of a part that was under way is kept too, a moment after the line broke.
    let offset = 0;
    for (let tries = 0; tries < 200 && offset < 100_000; tries += 1) {
      offset = await offsetOf(place);
      await delay(20);
    }
    expect(offset).toBe(100_000);
    expect((await patch(place, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await contentOf(batchId))?.sha256).toBe(sha256(bytes));
  });

  it('two senders at one offset: one goes on', async () => {
    const batchId = await openBatch();
    const bytes = randomBytes(200_000);
    const place = await begin(batchId, bytes.length);
    const answers = await Promise.all([patch(place, 0, bytes), patch(place, 0, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await contentOf(batchId))?.sha256).toBe(sha256(bytes));
  });

  it('is whole after a crash between its last byte and its adoption, once the offset is asked for', async () => {
    const batchId = await openBatch();
    const bytes = randomBytes(90_000);
    const place = await begin(batchId, bytes.length);
    await patch(place, 0, bytes);
    await pipeline.look(
      'update batch set upload_id = null, content_sha256 = null, content_size = null where id = $1',
      [batchId],
    );
    expect(await offsetOf(place)).toBe(bytes.length);
    expect((await contentOf(batchId))?.sha256).toBe(sha256(bytes));
  });

  it.each(['before its parts are looked up', 'while its parts are read'])(
    'is overtaken by another that becomes the content %s, and what is left of it replaces nothing',
    async (moment) => {
      const batchId = await openBatch();
      const place = await begin(batchId, 90_000);
      await patch(place, 0, randomBytes(90_000));
      await pipeline.look(
        'update batch set upload_id = null, content_sha256 = null, content_size = null where id = $1',
        [batchId],
      );
      const bytes = randomBytes(80_000);
      const quicker = await begin(batchId, bytes.length);
      let pending = true;
      const overtake = async () => {
        if (pending) expect((await patch(quicker, 0, bytes)).status).toBe(204);
        pending = false;
      };
      let runs = 0;
      const deps: IngestionDeps = {
        ...pipeline.worker,
        uow: {
          run: async (actor, work) => {
            runs += 1;
            if (runs === 2 && moment.startsWith('before')) await overtake();
            return pipeline.apiUow.run(actor, work);
          },
        },
        store: {
          ...pipeline.worker.store,
          get: async (...call) => {
            await overtake();
            return pipeline.worker.store.get(...call);
          },
        },
      };
      const uploadId = place.slice(place.lastIndexOf('/') + 1);
      await expect(
        readUpload(deps, hrOf(office.id), { employerId: office.id, batchId, uploadId }),
      ).rejects.toMatchObject({ code: 'upload-overtaken' });
      expect(await contentOf(batchId)).toEqual({
        sha256: sha256(bytes),
        size: String(bytes.length),
        parts: 2,
      });
    },
  );

  it('is given up with what it holds, unless it is the content', async () => {
    const batchId = await openBatch();
    const place = await begin(batchId, 200_000);
    await patch(place, 0, randomBytes(100_000));
    expect(await stagedFiles(batchId)).not.toHaveLength(0);
    const drop = () => supertest(pipeline.app).delete(place).set(office.client).set(TUS);
    expect((await drop()).status).toBe(204);
    expect(await stagedFiles(batchId)).toHaveLength(0);
    expect((await head(place)).status).toBe(404);
    const kept = randomBytes(10_000);
    const content = await begin(batchId, kept.length);
    await patch(content, 0, kept);
    expect((await supertest(pipeline.app).delete(content).set(office.client).set(TUS)).status).toBe(204);
    expect((await contentOf(batchId))?.sha256).toBe(sha256(kept));
  });

  it('drops the oldest of many that were begun', async () => {
    const batchId = await openBatch();
    const places: string[] = [];
    for (let at = 0; at < 4; at += 1) places.push(await begin(batchId, 1000 + at));
    const found = await Promise.all(places.map(async (place) => (await head(place)).status));
    expect(found).toEqual([404, 200, 200, 200]);
  });

  it('is handled by everybody who sent a piece of it, so that none of them deposits for themself', async () => {
    const batchId = await openBatch();
    const bytes = randomBytes(2000);
    const place = await begin(batchId, bytes.length);
    const officer = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr');
    const session = await supertest(pipeline.app).get('/v1/session').set(officer);
    for (const at of [0, 500]) {
      const piece = bytes.subarray(at, at + 500);
      expect((await patch(place, at, piece).set(officer).unset('Authorization')).status).toBe(204);
    }
    expect((await patch(place, 1000, bytes.subarray(1000))).status).toBe(204);
    const [batch] = await pipeline.look<{ handled: string[] }>(
      'select handled_by as handled from batch where id = $1',
      [batchId],
    );
    expect(batch?.handled).toEqual([session.body.accountId]);
  });

  it('is dropped at the age of staged content when nobody continues it', async () => {
    const batchId = await openBatch();
    const place = await begin(batchId, 200_000);
    await patch(place, 0, randomBytes(100_000));
    await discardUploads(pipeline.worker);
    expect((await head(place)).status).toBe(200);
    await pipeline.look(
      `update resumable_upload set created_at = created_at - interval '8 days' where batch_id = $1`,
      [batchId],
    );
    await discardUploads(pipeline.worker);
    expect((await head(place)).status).toBe(404);
    expect(await stagedFiles(batchId)).toHaveLength(0);
    expect((await contentOf(batchId))?.parts).toBe(0);
  });
});

describe('refused', () => {
  it.each<[string, number | string, Record<string, string>, unknown]>([
    ['no version', 10, {}, [412, 'tus-version-unsupported']],
    ['another version', 10, { 'Tus-Resumable': '0.2.0' }, [412, 'tus-version-unsupported']],
    ['no length', 'many', TUS, [400, 'invalid-request']],
    ['nothing', 0, TUS, [400, 'upload-empty']],
    ['more than the limit', LIMIT + 1, TUS, [413, 'upload-too-large']],
  ])('an upload of %s', async (_what, length, headers, expected) => {
    const answer = await create(await openBatch(), length, headers);
    expect(codeOf(answer)).toEqual(expected);
    if (answer.status === 412) expect(answer.headers['tus-version']).toBe('1.0.0');
  });

  it('bytes at another offset, beyond the length, of another type, or in too many pieces', async () => {
    const batchId = await openBatch();
    const place = await begin(batchId, 1000);
    expect(codeOf(await patch(place, 5, Buffer.alloc(10)))).toEqual([409, 'upload-offset-conflict']);
    expect(codeOf(await patch(place, 0, Buffer.alloc(1001)))).toEqual([413, 'upload-too-large']);
    expect(await offsetOf(place)).toBe(0);
    const typed = await patch(place, 0, Buffer.alloc(10)).set('Content-Type', 'application/zip');
    expect(codeOf(typed)).toEqual([415, 'unsupported-media-type']);
    for (let at = 0; at < 10; at += 1) expect((await patch(place, at, Buffer.alloc(1))).status).toBe(204);
    expect(codeOf(await patch(place, 10, Buffer.alloc(1)))).toEqual([413, 'upload-in-too-many-parts']);
  });

  it('pieces for a batch that was submitted, or of another employer', async () => {
    const batchId = await openBatch();
    const agent = await office.hire({});
    const place = await begin(batchId, 1000);
    const other = await openOffice(pipeline);
    const foreign = place.replace(office.id, other.id);
    expect((await supertest(pipeline.app).head(foreign).set(other.client).set(TUS)).status).toBe(404);
    await office.send(batchId, office.archive([{ agent }]));
    expect(codeOf(await patch(place, 0, Buffer.alloc(10)))).toEqual([404, 'upload-not-found']);
    await office.submit(batchId);
    expect(codeOf(await create(batchId, 10))).toEqual([409, 'batch-already-submitted']);
    await pipeline.settle();
  });
});
