import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import supertest from 'supertest';
import { type HttpServer, listen } from '../../../services/api/listen';
import { ANONYMOUS } from '../../../services/identity/deps';
import { measureBacklog } from '../../../services/ingestion/batches/backlog';
import { secondsLeftOfDay } from '../../../services/ingestion/batches/quotas';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { type Office, openOffice } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const KiB = 1024;
const MiB = KiB * KiB;
const NOW = '2026-10-28T08:00:00Z';

function codeOf({ status, text }: supertest.Response) {
  return [status, text === '' ? null : (JSON.parse(text).code ?? null)];
}

const retryAfter = ({ headers }: supertest.Response) => Number(headers['retry-after']);

function beginUpload(pipeline: Pipeline, office: Office, batchId: string, length: number) {
  return supertest(pipeline.app)
    .post(`${office.path}/batches/${batchId}/upload`)
    .set(office.client)
    .set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length) });
}

function sendPiece(pipeline: Pipeline, office: Office, url: string, offset: number, piece: Buffer) {
  return supertest(pipeline.app)
    .patch(url)
    .set(office.client)
    .set({
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    })
    .send(piece);
}

describe('the quotas of an employer', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline({ ...LONG_SESSIONS, uploadPartBytes: 256 * KiB, backlogRetrySeconds: 7 });
  });
  afterAll(() => pipeline.stop());
  beforeEach(() => pipeline.moveTo(NOW));
  const officeWith = (quotas: object) => openOffice(pipeline, { settings: { quotas } });

  it('hold for batches that have not ended, also when many are opened at once', async () => {
    const office = await officeWith({ openBatches: 2 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => office.open({ reference: `lot ${n}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const refused of answers.filter(({ status }) => status !== 201)) {
      expect([...codeOf(refused), retryAfter(refused)]).toEqual([429, 'quota-open-batches', 7]);
    }
    const held = answers.findIndex(({ status }) => status === 201);
    // One that is known is told, not opened.
    expect((await office.open({ reference: `lot ${held}` })).status).toBe(200);
    const other = await officeWith({ openBatches: 2 });
    expect((await other.open()).status).toBe(201);
    await supertest(pipeline.app)
      .post(`${office.path}/batches/${answers[held]?.body.id}/cancel`)
      .set(office.hr);
    expect((await office.open()).status).toBe(201);
    expect(codeOf(await office.open())).toEqual([429, 'quota-open-batches']);
  });

  it('hold for the bytes of these batches: what is over is not kept', async () => {
    const office = await officeWith({ stagedMebibytes: 1 });
    const first: string = (await office.open()).body.id;
    expect((await office.send(first, randomBytes(600 * KiB))).status).toBe(204);
    const second: string = (await office.open()).body.id;
    const refused = await office.send(second, randomBytes(600 * KiB));
    expect([...codeOf(refused), retryAfter(refused)]).toEqual([429, 'quota-staged-bytes', 7]);
    const [staged] = await pipeline.look<{ bytes: number }>(
      'select sum(size)::int as bytes from upload_part where employer_id = $1',
      [office.id],
    );
    expect(staged?.bytes).toBeLessThanOrEqual(MiB);
    expect(codeOf(await beginUpload(pipeline, office, second, 600 * KiB))).toEqual([
      429,
      'quota-staged-bytes',
    ]);
    await supertest(pipeline.app).post(`${office.path}/batches/${first}/cancel`).set(office.hr);
    expect((await office.send(second, randomBytes(400 * KiB))).status).toBe(204);
  });

  it('hold for the items of a day; the batch that goes over is taken whole, and tomorrow the next', async () => {
    const office = await officeWith({ itemsPerDay: 2 });
    const people: AgentFixture[] = [];
    for (let n = 0; n < 3; n += 1) people.push(await office.hire({}));
    const { batch } = await office.push(people.map((agent) => ({ agent })));
    expect(batch.counts).toEqual({ deposited: 3 });
    const next: string = (await office.open()).body.id;
    await office.send(next, office.archive([{ agent: people[0] as AgentFixture, type: 'certificate' }]));
    const refused = await office.submit(next);
    expect(codeOf(refused)).toEqual([429, 'quota-items-per-day']);
    // 08:00 in universal time is 09:00 in France: fifteen hours are left.
    expect(retryAfter(refused)).toBe(15 * 3600);
    expect((await office.read(next)).batch.state).toBe('open');
    pipeline.moveTo('2026-10-28T23:00:00Z');
    expect((await office.submit(next)).status).toBe(202);
  });

  it('count the day of France, in summer and in winter', () => {
    expect(secondsLeftOfDay(new Date('2026-07-01T21:59:59Z'))).toBe(1);
    expect(secondsLeftOfDay(new Date('2026-01-01T22:59:59Z'))).toBe(1);
    expect(secondsLeftOfDay(new Date('2026-07-01T22:00:00Z'))).toBe(24 * 3600);
  });
});

describe('back-pressure', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline({
      ...LONG_SESSIONS,
      backlogBytes: 2 * MiB,
      backlogItems: 4,
      backlogRetrySeconds: 9,
      chunkItems: 2,
    });
  });
  afterAll(() => pipeline.stop());

  const full = (answer: supertest.Response) => [...codeOf(answer), retryAfter(answer)];
  const FULL = [503, 'backlog-full', 9];

  it('turns away backfills first, then everything new, never what is begun, and nothing once it is worked off', async () => {
    const office = await openOffice(pipeline);
    const other = await openOffice(pipeline);
    const begun: string = (await other.open()).body.id;
    const early: string = (await other.open()).body.id;
    const upload = await beginUpload(pipeline, other, begun, 3000);
    const first: string = (await office.open()).body.id;
    await office.send(first, randomBytes(1.2 * MiB));
    expect(full(await other.open({ kind: 'backfill' }))).toEqual(FULL);
    expect((await other.open({ kind: 'payroll' })).status).toBe(201);

    const second: string = (await office.open()).body.id;
    await office.send(second, randomBytes(MiB));
    expect(full(await other.open({ kind: 'payroll' }))).toEqual(FULL);
    expect(full(await other.send(early, randomBytes(10)))).toEqual(FULL);
    expect(full(await beginUpload(pipeline, other, early, 10))).toEqual(FULL);
    // What was begun goes on, and a reference that is known is found.
    const piece = await sendPiece(pipeline, other, String(upload.headers.location), 0, randomBytes(3000));
    expect(piece.status).toBe(204);
    expect((await other.submit(begun)).status).toBe(202);
    for (const id of [first, second]) {
      await supertest(pipeline.app).post(`${office.path}/batches/${id}/cancel`).set(office.hr);
    }
    expect((await other.open({ kind: 'backfill' })).status).toBe(201);
  });

  it('counts items that wait, of all employers, in whatever scope it is asked', async () => {
    const office = await openOffice(pipeline);
    const other = await openOffice(pipeline);
    await pipeline.settle();
    const people: AgentFixture[] = [];
    for (let n = 0; n < 5; n += 1) people.push(await office.hire({}));
    const id: string = (await office.open()).body.id;
    await office.send(id, office.archive(people.map((agent) => ({ agent }))));
    await office.submit(id);
    const before = await pipeline.apiUow.run(ANONYMOUS, measureBacklog);
    expect(before.stagedBytes).toBeGreaterThan(0);
    await pipeline.look(
      `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
       select gen_random_uuid(), id, employer_id, 1, 'match', 'waiting', 1, 5 from batch where id = $1`,
      [id],
    );
    const employer = { kind: 'employer', employerId: other.id } as const;
    const seen = await pipeline.apiUow.run({ scope: employer, role: 'hr', id: null }, measureBacklog);
    expect(seen).toEqual({ ...before, pendingItems: before.pendingItems + 5 });
    expect(full(await other.open())).toEqual(FULL);
    await pipeline.look(`delete from chunk where batch_id = $1 and state = 'waiting'`, [id]);
    await pipeline.settle();
    expect((await office.read(id)).batch.state).toBe('completed');
    expect((await other.open()).status).toBe(201);
  });
});

describe('a store that is slower than the sender', () => {
  const PART = 256 * KiB;
  const PARTS = 160;
  let stored = 0;
  let pipeline: Pipeline;
  let server: HttpServer;
  beforeAll(async () => {
    pipeline = await openPipeline({ ...LONG_SESSIONS, uploadPartBytes: PART }, NOW, {}, (store) => ({
      lock: store.lock,
      get: (...call) => store.get(...call),
      versionsOf: (...call) => store.versionsOf(...call),
      list: (...call) => store.list(...call),
      deleteVersion: (...call) => store.deleteVersion(...call),
      check: () => store.check(),
      put: async (bucket, ...call) => {
        if (bucket === 'staging') {
          await delay(20);
          stored += PART;
        }
        return store.put(bucket, ...call);
      },
    }));
    server = await listen(pipeline.app, {
      host: '127.0.0.1',
      port: 0,
      headersSeconds: 10,
      requestSeconds: 600,
      idleConnectionSeconds: 60,
      connections: 100,
    });
  });
  afterAll(async () => {
    await server.close();
    await pipeline.stop();
  });

  it('is not read ahead of: what is in between stays small, whatever the size of the upload', async () => {
    const office = await openOffice(pipeline);
    const batchId: string = (await office.open()).body.id;
    stored = 0;
    let ahead = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(
        {
          port: server.port,
          method: 'PUT',
          path: `${office.path}/batches/${batchId}/content`,
          headers: {
            ...office.client,
            'Content-Type': 'application/zip',
            'Content-Length': PART * PARTS,
          },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      call.on('error', reject);
      const part = randomBytes(PART);
      let sent = 0;
      const pump = () => {
        while (sent < PARTS) {
          sent += 1;
          const room = call.write(part);
          ahead = Math.max(ahead, sent * PART - stored);
          if (!room) {
            call.once('drain', pump);
            return;
          }
        }
        call.end();
      };
      pump();
    });
    expect(status).toBe(204);
    expect(stored).toBeGreaterThanOrEqual(PART * PARTS);
    // The system's own buffers of a connection hold a few MiB on both sides; the process a part or three.
    expect(ahead).toBeLessThan(20 * MiB);
  }, 120_000);
});
