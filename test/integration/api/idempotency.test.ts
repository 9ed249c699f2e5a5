import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import supertest from 'supertest';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { ANONYMOUS } from '../../../services/identity/deps';
import { claimKey } from '../../../services/identity/idempotency/claim-key';
import { keepAnswer } from '../../../services/identity/idempotency/end-claim';
import { forgetRequests } from '../../../services/identity/idempotency/forget-requests';
import { type OnceDeps, runOnce } from '../../../services/identity/idempotency/run-once';
import { employmentOf, fictionalEmployer, type Office, openOffice, PERIOD } from '../ingestion/office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from '../ingestion/pipeline';
import type { Credential } from './api-fixture';

const NOW = '2026-10-28T08:00:00Z';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline({ ...LONG_SESSIONS, idempotencyLeaseSeconds: 1 });
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());
beforeEach(() => pipeline.moveTo(NOW));

/** Posts JSON under a key. */
function post(path: string, body: object, key: string, as: Credential = pipeline.operator) {
  return supertest(pipeline.app).post(path).set(as).set('Idempotency-Key', key).send(body);
}

const newClient = (key: string, name = 'Paie') =>
  post(`${office.path}/clients`, { name, scopes: ['read'] }, key);

function codeOf({ status, text }: supertest.Response) {
  return [status, JSON.parse(text).code ?? null];
}

async function clientsNamed(name: string): Promise<number> {
  const rows = await pipeline.look('select 1 from api_client where employer_id = $1 and name = $2', [
    office.id,
    name,
  ]);
  return rows.length;
}

describe('a key', () => {
  it('makes eight requests at once one client, and each answer is that one or "still running"', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => newClient(key, 'Huit fois')));
    expect(await clientsNamed('Huit fois')).toBe(1);
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(codeOf(answer)).toEqual([409, 'idempotency-key-in-use']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    const again = await newClient(key, 'Huit fois');
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([
      201,
      done[0]?.text,
      'true',
    ]);
    expect(await clientsNamed('Huit fois')).toBe(1);
  });

  it('brings back status, body, type and place of what was created', async () => {
    const key = randomUUID();
    const { siret, name } = fictionalEmployer();
    const first = await post('/v1/employers', { siret, name }, key);
    const second = await post('/v1/employers', { siret, name }, `"${key}"`);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect([second.status, second.text, second.headers.location, second.headers['content-type']]).toEqual([
      201,
      first.text,
      `/v1/employers/${first.body.id}`,
      first.headers['content-type'],
    ]);
  });

  it('is refused for another body, another path and another query, and changes nothing then', async () => {
    const key = randomUUID();
    expect((await newClient(key, 'Une')).status).toBe(201);
    expect(codeOf(await newClient(key, 'Autre'))).toEqual([422, 'idempotency-key-reused']);
    const other = await openOffice(pipeline);
    const elsewhere = await post(`${other.path}/clients`, { name: 'Une', scopes: ['read'] }, key);
    expect(codeOf(elsewhere)).toEqual([422, 'idempotency-key-reused']);
    expect(await clientsNamed('Autre')).toBe(0);
    const csv = (dryRun: boolean, under: string) =>
      supertest(pipeline.app)
        .post(`${office.path}/agents/import?dryRun=${dryRun}`)
        .set(office.hr)
        .set('Idempotency-Key', under)
        .set('Content-Type', 'text/csv')
        .send('payrollNumber\n1\n');
    const trial = randomUUID();
    const tried = await csv(true, trial);
    expect((await csv(true, trial)).headers['idempotent-replayed']).toBe(
      tried.status < 404 ? 'true' : undefined,
    );
    expect(codeOf(await csv(false, trial))).toEqual([422, 'idempotency-key-reused']);
  });

  it('is its caller’s own', async () => {
    const key = randomUUID();
    const other = await openOffice(pipeline);
    const batch = { reference: 'clef', period: PERIOD };
    const opened = await Promise.all(
      [office, other].map(({ path, client }) => post(`${path}/batches`, batch, key, client)),
    );
    expect(opened.map(({ status }) => status)).toEqual([201, 201]);
    // The officer of the same employer is another caller: the reference answers them, not the key.
    const officer = await post(`${office.path}/batches`, batch, key, office.hr);
    expect([officer.status, officer.headers['idempotent-replayed']]).toEqual([200, undefined]);
  });

  it.each([
    ['empty', ''],
    ['empty quotes', '""'],
    ['a blank within', 'a b'],
    ['two', 'a, b'],
    ['too long', 'k'.repeat(201)],
    ['not ASCII', Buffer.from('clé').toString('latin1')],
  ])('that is %s is refused by name', async (_, key) => {
    expect(codeOf(await newClient(key))).toEqual([400, 'idempotency-key-invalid']);
  });

  it('is not looked at where a caller may not call', async () => {
    const answer = await post(`${office.path}/clients`, { name: 'Paie', scopes: ['read'] }, 'a b', office.hr);
    expect(codeOf(answer)).toEqual([403, 'role-insufficient']);
  });

  it('is not needed: without one each request is one more', async () => {
    const before = await clientsNamed('Sans clef');
    for (let round = 0; round < 2; round += 1) {
      await supertest(pipeline.app)
        .post(`${office.path}/clients`)
        .set(pipeline.operator)
        .send({ name: 'Sans clef', scopes: ['read'] });
    }
    expect(await clientsNamed('Sans clef')).toBe(before + 2);
  });
});

describe('what is kept', () => {
  it('a refusal that the request brings about, not one that depends on what is there', async () => {
    const wrong = randomUUID();
    const future = { reference: randomUUID(), period: '2099-01' };
    const refused = await post(`${office.path}/batches`, future, wrong, office.client);
    expect(codeOf(refused)).toEqual([400, 'period-invalid']);
    const again = await post(`${office.path}/batches`, future, wrong, office.client);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([refused.text, 'true']);

    const early = randomUUID();
    const { body: batch } = await office.open();
    const submit = () =>
      supertest(pipeline.app)
        .post(`${office.path}/batches/${batch.id}/submit`)
        .set(office.client)
        .set('Idempotency-Key', early);
    expect(codeOf(await submit())).toEqual([409, 'batch-without-content']);
    await office.send(batch.id, office.archive([]));
    expect((await submit()).status).toBe(202);
  });

  it('an activation by who is not known yet: the code is used once, the answer given twice', async () => {
    const agent = await office.hire({});
    const employment = await employmentOf(pipeline, office, agent);
    const asked = randomUUID();
    const codes = await Promise.all(
      [0, 1].map(async (n) => {
        await delay(n * 500);
        return post(`${office.path}/agents/${employment}/activation-code`, {}, asked, office.hr);
      }),
    );
    expect(codes[1]?.text).toBe(codes[0]?.text);
    const activation = {
      code: codes[0]?.body.code,
      birthDate: agent.birthDate,
      login: `${randomUUID()}@example.org`,
      password: 'une phrase assez longue',
    };
    const key = randomUUID();
    const activate = (body: object, network = '192.0.2.7') =>
      supertest(pipeline.app)
        .post('/v1/activations')
        .set('X-Forwarded-For', network)
        .set('Idempotency-Key', key)
        .send(body);
    const first = await activate(activation);
    expect(first.status).toBe(201);
    expect((await activate(activation)).text).toBe(first.text);
    expect(codeOf(await activate({ ...activation, password: 'une autre phrase' }))).toEqual([
      422,
      'idempotency-key-reused',
    ]);
    // From elsewhere the key is another one, and the code is used up.
    expect(codeOf(await activate(activation, '198.51.100.7'))).toEqual([403, 'activation-refused']);
  });

  it('a form with a file, whatever boundary its sender chooses', async () => {
    const agent = await office.hire({});
    const agentId = await employmentOf(pipeline, office, agent);
    const key = randomUUID();
    const deposit = (content: Buffer) =>
      supertest(pipeline.app)
        .post(`${office.path}/documents`)
        .set(office.hr)
        .set('Idempotency-Key', key)
        .field({ agentId, type: 'payslip', period: PERIOD })
        .attach('file', content, { filename: 'a.pdf', contentType: 'application/pdf' });
    const slip = office.slip(agent);
    const first = await deposit(slip);
    expect(first.status).toBe(202);
    const second = await deposit(slip);
    expect([second.status, second.body.batchId]).toEqual([202, first.body.batchId]);
    expect(codeOf(await deposit(Buffer.concat([slip, Buffer.from('\n')])))).toEqual([
      422,
      'idempotency-key-reused',
    ]);
  });

  it('an upload begun is the same one, unless its length is another', async () => {
    const { body: batch } = await office.open();
    const key = randomUUID();
    const begin = (length: string) =>
      supertest(pipeline.app)
        .post(`${office.path}/batches/${batch.id}/upload`)
        .set(office.client)
        .set({ 'Idempotency-Key': key, 'Tus-Resumable': '1.0.0', 'Upload-Length': length });
    const first = await begin('10');
    const second = await begin('10');
    expect([second.status, second.headers.location, second.headers['tus-resumable']]).toEqual([
      201,
      first.headers.location,
      '1.0.0',
    ]);
    expect(codeOf(await begin('11'))).toEqual([422, 'idempotency-key-reused']);
  });

  it('nothing that opens a session', async () => {
    const agent = await office.hire({});
    const employment = await employmentOf(pipeline, office, agent);
    const { body } = await supertest(pipeline.app)
      .post(`${office.path}/agents/${employment}/activation-code`)
      .set(office.hr);
    const login = `${randomUUID()}@example.org`;
    const password = 'une phrase assez longue';
    await supertest(pipeline.app)
      .post('/v1/activations')
      .send({ code: body.code, birthDate: agent.birthDate, login, password });
    const before = await pipeline.look('select 1 from idempotent_request');
    const signIn = () =>
      supertest(pipeline.app).post('/v1/session').set('Idempotency-Key', 'session').send({ login, password });
    const sessions = [await signIn(), await signIn()];
    expect(sessions.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(sessions.map(({ headers }) => String(headers['set-cookie']))).size).toBe(2);
    expect(await pipeline.look('select 1 from idempotent_request')).toHaveLength(before.length);
  });

  it('in no form that the database tells: neither secret, key nor caller', async () => {
    const key = `clef-${randomUUID()}`;
    const { body } = await newClient(key, 'Illisible');
    const rows = await pipeline.look<{ row: string }>('select r::text as row from idempotent_request r');
    const text = rows.map(({ row }) => row).join('\n');
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of [body.clientSecret, body.clientId, key]) {
      for (const form of ['utf8', 'base64'] as const) {
        expect(text).not.toContain(Buffer.from(Buffer.from(secret).toString(form)).toString('hex'));
      }
      expect(text).not.toContain(secret);
      expect(pipeline.logged()).not.toContain(key);
    }
  });

  it('for a day, then destroyed by the sweep, and the key is free', async () => {
    const key = randomUUID();
    const first = await newClient(key, 'Un jour');
    pipeline.moveTo('2026-10-29T07:59:00Z');
    await forgetRequests(pipeline.worker);
    expect((await newClient(key, 'Un jour')).text).toBe(first.text);
    pipeline.moveTo('2026-10-29T08:00:01Z');
    // Over, whether the sweep came by or not.
    expect((await newClient(key, 'Un jour')).body.clientId).not.toBe(first.body.clientId);
    expect(await clientsNamed('Un jour')).toBe(2);
    pipeline.moveTo('2026-10-31T08:00:00Z');
    await delay(1_100);
    await forgetRequests(pipeline.worker);
    expect(await pipeline.look('select 1 from idempotent_request')).toEqual([]);
  });
});

describe('a request whose process died', () => {
  const once = (): OnceDeps => ({
    ...pipeline.worker,
    uow: pipeline.apiUow,
    limits: { ...pipeline.limits, idempotencyLeaseSeconds: 1 },
  });
  const request = () => ({ caller: 'account:one', key: randomUUID(), digest: Buffer.alloc(32, 7) });
  const answer = (text: string) => ({ status: 201, headers: {}, body: Buffer.from(text) });
  const work = (text: string) => async () => ({ value: text, answer: answer(text) });

  it('is taken over when the lease ends, by one of those that come, and keeps nothing afterwards', async () => {
    const asked = request();
    const dead = await claimKey(once(), asked);
    if ('answer' in dead) throw new Error('answered before');
    await expect(runOnce(once(), asked, work('early'))).rejects.toMatchObject({
      code: 'idempotency-key-in-use',
      retryAfterSeconds: 1,
    });
    await expect(
      runOnce(once(), { ...asked, digest: Buffer.alloc(32, 8) }, work('other')),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await delay(1_200);
    const runs: string[] = [];
    const taken = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        runOnce(once(), asked, async () => {
          runs.push(String(n));
          await delay(100);
          return { value: String(n), answer: answer(String(n)) };
        }),
      ),
    );
    expect(runs).toHaveLength(1);
    expect(taken.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    await keepAnswer(once(), dead, answer('too late'));
    const told = await runOnce(once(), asked, work('again'));
    expect('kept' in told && told.kept.body.toString()).toBe(runs[0]);
  });

  it('is not taken over while it runs, however long that is', async () => {
    const asked = request();
    const slow = runOnce(once(), asked, async () => {
      await delay(2_500);
      return { value: 'slow', answer: answer('slow') };
    });
    for (let round = 0; round < 4; round += 1) {
      await delay(500);
      await expect(runOnce(once(), asked, work('second'))).rejects.toMatchObject({
        code: 'idempotency-key-in-use',
      });
    }
    expect(await slow).toEqual({ value: 'slow' });
    expect(await runOnce(once(), asked, work('third'))).toMatchObject({ kept: { status: 201 } });
  });

  it('and one that failed gives its key back', async () => {
    const asked = request();
    const failing = runOnce(once(), asked, async () => Promise.reject(new Error('fault')));
    await expect(failing).rejects.toThrow('fault');
    expect(await runOnce(once(), asked, async () => ({ value: 1, answer: null }))).toEqual({ value: 1 });
    expect(await runOnce(once(), asked, work('third'))).toEqual({ value: 'third' });
  });
});

describe('row security of kept answers', () => {
  const employer = (): Actor => ({
    scope: { kind: 'employer', employerId: office.id },
    role: 'hr',
    id: null,
  });

  it.each(['api', 'worker'] as const)('shows the %s role no row without a scope', async (role) => {
    await newClient(randomUUID());
    const client = new Client({ connectionString: pipeline.urls[role] });
    await client.connect();
    try {
      expect((await client.query('select 1 from idempotent_request')).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('shows them to the mechanism alone, not to an employer or the operator', async () => {
    await newClient(randomUUID());
    const seen = (actor: Actor) =>
      pipeline.apiUow.run(actor, (tx): Promise<unknown[]> => tx.query('select 1 from idempotent_request'));
    expect((await seen(ANONYMOUS)).length).toBeGreaterThan(0);
    expect(await seen(employer())).toEqual([]);
    expect(await seen({ scope: { kind: 'operator' }, role: 'operator-admin', id: null })).toEqual([]);
  });
});
