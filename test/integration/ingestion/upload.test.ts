import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import supertest from 'supertest';
import { type HttpServer, listen } from '../../../services/api/listen';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const PART = 64 * 1024;
const LIMIT = 400_000;

let pipeline: Pipeline;
let office: Office;
let server: HttpServer;
beforeAll(async () => {
  pipeline = await openPipeline({ uploadBytes: LIMIT, uploadPartBytes: PART });
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

async function openBatch(): Promise<string> {
  return (await office.open()).body.id;
}

function codeOf({ status, text }: supertest.Response) {
  return [status, text === '' ? null : (JSON.parse(text).code ?? null)];
}

async function partsOf(batchId: string) {
  return pipeline.look<{ uploadId: string; size: number; version: string; object: string }>(
    `select upload_id as "uploadId", size, version_id as version, object_id as object
     from upload_part where batch_id = $1 order by number`,
    [batchId],
  );
}

async function stagedFiles(batchId: string): Promise<string[]> {
  const folder = path.join(pipeline.storeRoot, 'staging/staging', batchId);
  return readdir(folder).catch(() => []);
}

/** Sends the head and a part of the body, then hangs up once `whenSent` resolves. */
async function cutUpload(batchId: string, sent: Buffer, whenSent: () => Promise<boolean>): Promise<void> {
  const call = request({
    port: server.port,
    method: 'PUT',
    path: `${office.path}/batches/${batchId}/content`,
    headers: { ...office.client, 'Content-Type': 'application/zip', 'Content-Length': sent.length * 2 },
  });
  call.on('error', () => undefined);
  call.write(sent);
  while (!(await whenSent())) await delay(20);
  call.destroy();
}

describe('the content of a batch', () => {
  it('is an archive or a PDF, not empty, not larger than the limit', async () => {
    const batchId = await openBatch();
    const asText = await supertest(pipeline.app)
      .put(`${office.path}/batches/${batchId}/content`)
      .set(office.client)
      .set('Content-Type', 'text/plain')
      .send(Buffer.from('x'));
    expect(codeOf(asText)).toEqual([415, 'unsupported-media-type']);
    expect(codeOf(await office.send(batchId, Buffer.alloc(0)))).toEqual([400, 'upload-empty']);
    expect(codeOf(await office.send(batchId, randomBytes(LIMIT + 1)))).toEqual([413, 'body-too-large']);
    expect(codeOf(await office.submit(batchId))).toEqual([409, 'batch-without-content']);
    expect(await partsOf(batchId)).toEqual([]);
    expect(codeOf(await office.send(batchId, randomBytes(LIMIT)))).toEqual([204, null]);
  });

  it('without an announced length is cut off at the limit', async () => {
    const batchId = await openBatch();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(
        {
          port: server.port,
          method: 'PUT',
          path: `${office.path}/batches/${batchId}/content`,
          headers: { ...office.client, 'Content-Type': 'application/zip', 'Transfer-Encoding': 'chunked' },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      call.on('error', reject);
      for (let sent = 0; sent <= LIMIT; sent += PART) call.write(randomBytes(PART));
      call.end();
    });
    expect(status).toBe(413);
    expect(codeOf(await office.submit(batchId))).toEqual([409, 'batch-without-content']);
  });

  it('sent again is the same upload; other bytes replace it until it is submitted, and not after', async () => {
    const first = office.archive([{ agent: await office.hire({}) }]);
    const agent = await office.hire({});
    const second = office.archive([{ agent }]);
    const batchId = await openBatch();
    for (const content of [first, first, second]) {
      expect(codeOf(await office.send(batchId, content))).toEqual([204, null]);
    }
    const parts = await partsOf(batchId);
    expect(new Set(parts.map(({ uploadId }) => uploadId)).size).toBe(1);
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(second.length);
    // Nothing of the replaced uploads is kept.
    expect((await stagedFiles(batchId)).sort()).toEqual(
      parts.map(({ object, version }) => `${object}@${version}`).sort(),
    );

    expect((await office.submit(batchId)).status).toBe(202);
    expect(codeOf(await office.send(batchId, second))).toEqual([204, null]);
    expect(codeOf(await office.send(batchId, first))).toEqual([409, 'batch-already-submitted']);
    await pipeline.settle();
    const { items } = await office.read(batchId);
    expect(items.map(({ payrollNumber, state }) => [payrollNumber, state])).toEqual([
      [agent.payrollNumber, 'deposited'],
    ]);
    expect(codeOf(await office.send(batchId, second))).toEqual([204, null]);
    expect(codeOf(await office.send(batchId, first))).toEqual([409, 'batch-already-submitted']);
    expect(await partsOf(batchId)).toEqual(parts);
  });

  it('is submitted once, however often that is asked', async () => {
    const batchId = await openBatch();
    await office.send(batchId, office.archive([{ agent: await office.hire({}) }]));
    const answers = await Promise.all(Array.from({ length: 4 }, () => office.submit(batchId)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const chunks = await pipeline.look('select 1 from chunk where batch_id = $1', [batchId]);
    expect(chunks).toHaveLength(1);
    await pipeline.settle();
    expect((await office.submit(batchId)).body.state).toBe('completed');
  });

  it('cut midway leaves nothing visible, and the next upload removes what it left', async () => {
    const batchId = await openBatch();
    await cutUpload(batchId, randomBytes(PART * 3), async () => (await partsOf(batchId)).length >= 2);
    const cut = await partsOf(batchId);
    expect(codeOf(await office.submit(batchId))).toEqual([409, 'batch-without-content']);
    const { batch, items } = await office.read(batchId);
    expect([batch.state, items]).toEqual(['open', []]);

    const content = office.archive([{ agent: await office.hire({}) }]);
    expect((await office.send(batchId, content)).status).toBe(204);
    const whole = await partsOf(batchId);
    expect(whole.map(({ object }) => object)).not.toEqual(expect.arrayContaining([cut[0]?.object]));
    expect((await stagedFiles(batchId)).length).toBe(whole.length);
    await office.submit(batchId);
    await pipeline.settle();
    expect((await office.read(batchId)).batch.counts).toEqual({ deposited: 1 });
  });

  it('cut midway does not touch the upload before it', async () => {
    const batchId = await openBatch();
    await office.send(batchId, office.archive([{ agent: await office.hire({}) }]));
    const before = await partsOf(batchId);
    await cutUpload(
      batchId,
      randomBytes(PART * 3),
      async () => (await partsOf(batchId)).length > before.length,
    );
    await office.submit(batchId);
    await pipeline.settle();
    expect((await office.read(batchId)).batch.counts).toEqual({ deposited: 1 });
  });

  it('sent twice at once is one of the two, whole', async () => {
    const contents = [0, 1].map(() => randomBytes(PART * 4 + 17));
    const batchId = await openBatch();
    const answers = await Promise.all(contents.map((content) => office.send(batchId, content)));
    const outcomes = answers.map(codeOf);
    expect(outcomes).toContainEqual([204, null]);
    for (const outcome of outcomes) {
      expect([
        [204, null],
        [409, 'upload-overtaken'],
      ]).toContainEqual(outcome);
    }
    const [batch] = await pipeline.look<{ sha: string; size: string; upload: string }>(
      `select encode(content_sha256, 'hex') as sha, content_size as size, upload_id as upload
       from batch where id = $1`,
      [batchId],
    );
    const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'));
    expect(hashes).toContain(batch?.sha);
    const kept = (await partsOf(batchId)).filter(({ uploadId }) => uploadId === batch?.upload);
    expect(kept.reduce((sum, { size }) => sum + size, 0)).toBe(Number(batch?.size));
  });

  it('lies encrypted in the store', async () => {
    const agent = await office.hire({ familyName: 'Chiffrement' });
    const batchId = await openBatch();
    await office.send(batchId, office.archive([{ agent }]));
    for (const name of await stagedFiles(batchId)) {
      const bytes = await readFile(path.join(pipeline.storeRoot, 'staging/staging', batchId, name));
      for (const clear of ['Chiffrement', '%PDF', 'manifest.csv']) expect(bytes.includes(clear)).toBe(false);
    }
  });
});
