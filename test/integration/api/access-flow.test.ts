import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { COMMUNE, COMMUNITY } from '../directory/installation';
import {
  type Api,
  activate,
  type Credential,
  connectClient,
  employAgent,
  inviteStaff,
  openApi,
  PASSWORD,
  takeInEmployer,
} from './api-fixture';

let api: Api;
let operator: Credential;
let employerId: string;
let hr: Credential;

beforeAll(async () => {
  api = await openApi();
  operator = await activate(api.app, { code: api.installation.operatorCode });
  employerId = await takeInEmployer(api.app, operator, COMMUNE);
  hr = await inviteStaff(api.app, operator, employerId, 'hr');
});

afterAll(() => api.installation.stop());

describe('from an empty installation to an agent', () => {
  it('everybody signs in as what they are', async () => {
    const agent = await employAgent(api.app, hr, { id: employerId, siret: COMMUNE }, '00017');
    const session = await supertest(api.app).get('/v1/session').set(agent);
    expect(session.body).toMatchObject({
      operatorAdmin: false,
      grants: [],
      employments: [{ employerId, siret: COMMUNE }],
      csrfToken: agent['X-CSRF-Token'],
    });
    expect(session.headers['cache-control']).toBe('no-store');
    const officer = await supertest(api.app).get('/v1/session').set(hr);
    expect(officer.body.grants).toMatchObject([{ employerId, role: 'hr' }]);
  });

  it('a dry run of an import changes nothing, and errors are lines and codes', async () => {
    const head =
      'employerSiret;payrollNumber;familyName;usageName;givenName;birthDate;personalEmail;startDate;endDate';
    const answer = await supertest(api.app)
      .post(`/v1/employers/${employerId}/agents/import?dryRun=true`)
      .set(hr)
      .set('Content-Type', 'text/csv')
      .send(
        [
          head,
          `${COMMUNE};00099;DURAND;;Luc;1975-05-06;;2020-01-01;`,
          `${COMMUNE};00098;DURAND;;Luc;not-a-date;;2020-01-01;`,
        ].join('\n'),
      );
    expect(answer.body).toMatchObject({
      dryRun: true,
      created: 1,
      errors: [{ line: 3, code: 'birth-date-invalid' }],
    });
    const listed = await supertest(api.app).get(`/v1/employers/${employerId}/agents?limit=200`).set(hr);
    expect(listed.text).not.toContain('00099');
    expect(answer.text).not.toContain('not-a-date');
  });

  it('an import takes days as spreadsheets write them, but no year of two digits', async () => {
    const head =
      'employerSiret;payrollNumber;familyName;usageName;givenName;birthDate;personalEmail;startDate;endDate';
    const answer = await supertest(api.app)
      .post(`/v1/employers/${employerId}/agents/import`)
      .set(hr)
      .set('Content-Type', 'text/csv')
      .send(
        [
          head,
          `${COMMUNE};00097;DURAND;;Luc;06/05/1975;;01/02/2020;31/12/2027`,
          `${COMMUNE};00096;DURAND;;Luc;06/05/75;;01/02/20;31/12/27`,
        ].join('\n'),
      );
    expect(answer.body).toMatchObject({
      created: 1,
      errors: [
        { line: 3, code: 'birth-date-short-year' },
        { line: 3, code: 'start-date-short-year' },
        { line: 3, code: 'end-date-short-year' },
      ],
    });
    const found = await supertest(api.app)
      .post(`/v1/employers/${employerId}/agents/search`)
      .set(hr)
      .send({ search: '00097' });
    expect(found.body.items).toMatchObject([
      { birthDate: '1975-05-06', startDate: '2020-02-01', endDate: '2027-12-31' },
    ]);
  });

  it('a page of agents ends in a cursor that leads to the next, and a made-up one is refused', async () => {
    await employAgent(api.app, hr, { id: employerId, siret: COMMUNE }, '00018');
    const path = `/v1/employers/${employerId}/agents`;
    const first = await supertest(api.app).get(`${path}?limit=1`).set(hr);
    expect(first.body.items).toHaveLength(1);
    const second = await supertest(api.app)
      .get(path)
      .query({ limit: 1, cursor: first.body.nextCursor })
      .set(hr);
    expect(second.body.items[0].payrollNumber > first.body.items[0].payrollNumber).toBe(true);
    for (const query of [
      { cursor: 'bm9uc2Vuc2U' },
      { cursor: '%' },
      { limit: 0 },
      { limit: 201 },
      { limit: 'x' },
    ]) {
      const refused = await supertest(api.app).get(path).query(query).set(hr);
      expect([query, refused.status]).toEqual([query, 400]);
    }
  });

  it('signing out ends the session and clears the cookie', async () => {
    const leaving = await inviteStaff(api.app, operator, employerId, 'hr-reader');
    const answer = await supertest(api.app).delete('/v1/session').set(leaving);
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^coffre-session=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/,
    );
    expect((await supertest(api.app).get('/v1/session').set(leaving)).status).toBe(401);
  });

  it('a wrong password and an unknown login get the same answer', async () => {
    const ask = (login: string) =>
      supertest(api.app).post('/v1/session').send({ login, password: 'une autre phrase longue' });
    const { requestId: _a, ...known } = JSON.parse((await ask(`hr-${employerId}@example.org`)).text);
    const { requestId: _b, ...unknown } = JSON.parse((await ask('personne@example.org')).text);
    expect(known).toEqual(unknown);
    expect(known.code).toBe('sign-in-refused');
  });

  it('an employer is taken in once', async () => {
    const again = await supertest(api.app)
      .post('/v1/employers')
      .set(operator)
      .send({ siret: COMMUNE, name: 'Encore' });
    expect([again.status, JSON.parse(again.text).code]).toEqual([409, 'siret-taken']);
  });
});

describe('a payroll system', () => {
  it('gets no token with a wrong secret, and is told as RFC 6749 says', async () => {
    const ask = (form: Record<string, string>) =>
      supertest(api.app).post('/oauth2/token').type('form').send(form);
    const wrong = await ask({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' });
    expect(wrong.status).toBe(401);
    expect(wrong.headers['content-type']).toBe('application/json');
    expect(wrong.headers['www-authenticate']).toBe('Basic');
    expect(wrong.body).toMatchObject({ error: 'invalid_client', code: 'invalid-client' });
    const grant = await ask({ grant_type: 'password', client_id: 'x', client_secret: 'y' });
    expect([grant.status, grant.body.error]).toEqual([400, 'unsupported_grant_type']);
    const twice = await supertest(api.app)
      .post('/oauth2/token')
      .type('form')
      .send('grant_type=client_credentials&grant_type=client_credentials');
    expect([twice.status, twice.body.error]).toEqual([400, 'invalid_request']);
  });

  it('that was revoked is out at once', async () => {
    const created = await supertest(api.app)
      .post(`/v1/employers/${employerId}/clients`)
      .set(operator)
      .send({ name: 'Paie', scopes: ['directory'] });
    const token = await supertest(api.app).post('/oauth2/token').type('form').send({
      grant_type: 'client_credentials',
      client_id: created.body.clientId,
      client_secret: created.body.clientSecret,
    });
    const bearer = { Authorization: `Bearer ${token.body.access_token}` };
    const path = `/v1/employers/${employerId}/agents`;
    expect((await supertest(api.app).get(path).set(bearer)).status).toBe(200);
    await supertest(api.app)
      .delete(`/v1/employers/${employerId}/clients/${created.body.clientId}`)
      .set(operator)
      .expect(204);
    expect((await supertest(api.app).get(path).set(bearer)).status).toBe(401);
  });

  it('imports agents with the scope for it, without session or CSRF token', async () => {
    const client = await connectClient(api.app, operator, employerId, ['directory']);
    const answer = await supertest(api.app)
      .post(`/v1/employers/${employerId}/agents/import`)
      .set(client)
      .set('Content-Type', 'text/csv')
      .send('wrong;head\n1;2\n');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'column-missing', columns: expect.any(Array) });
  });
});

describe('what everybody may read', () => {
  it('is the trust anchors, and the journal once it has something', async () => {
    const trust = await supertest(api.app).get('/v1/trust');
    expect(trust.body).toEqual({ sealCa: 'seal', tsaCa: 'tsa', journalKey: 'key' });
    expect((await supertest(api.app).get('/v1/journal/checkpoint')).status).toBe(404);
    for (const tile of ['0/000', '0/x001/000.p/3', '../../etc/passwd', '0/%2e%2e/000', '99/000']) {
      expect((await supertest(api.app).get(`/v1/journal/tile/${tile}`)).status).toBe(404);
    }
    expect((await supertest(api.app).get('/healthz')).body).toEqual({ status: 'ok' });
  });
});

describe('attempts', () => {
  it('are limited per address and minute, whatever the process', async () => {
    const limited = await openApi(3);
    try {
      // Another login each time: what is counted here is the address.
      const ask = (address: string) =>
        supertest(limited.app)
          .post('/v1/session')
          .set('X-Forwarded-For', address)
          .send({ login: `${randomUUID()}@example.org`, password: PASSWORD });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) statuses.push((await ask('192.0.2.1')).status);
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
      expect((await ask('192.0.2.2')).status).not.toBe(429);
      const network: number[] = [];
      for (let host = 1; host <= 4; host += 1) network.push((await ask(`2001:db8:1:2::${host}`)).status);
      expect(network.at(-1)).toBe(429);
      expect((await ask('2001:db8:1:3::1')).status).not.toBe(429);
    } finally {
      await limited.installation.stop();
    }
  });
});

describe('who may act for an employer', () => {
  it('is listed for the operator, with what it takes to end it', async () => {
    const other = await takeInEmployer(api.app, operator, COMMUNITY);
    const path = `/v1/employers/${other}`;
    const reader = await inviteStaff(api.app, operator, other, 'hr-reader');
    await connectClient(api.app, operator, other, ['read']);
    const users = await supertest(api.app).get(`${path}/users`).set(operator);
    expect(users.body.items).toEqual([
      { accountId: expect.any(String), role: 'hr-reader', since: expect.any(String) },
    ]);
    const clients = await supertest(api.app).get(`${path}/clients`).set(operator);
    expect(clients.body.items).toMatchObject([{ name: 'Logiciel de paie', scopes: ['read'] }]);
    expect((await supertest(api.app).get(`${path}/users`).set(reader)).status).toBe(403);
    const [{ accountId }] = users.body.items;
    await supertest(api.app).delete(`${path}/users/${accountId}/roles/hr-reader`).set(operator).expect(204);
    const [{ clientId }] = clients.body.items;
    await supertest(api.app).delete(`${path}/clients/${clientId}`).set(operator).expect(204);
    for (const list of ['users', 'clients']) {
      const left = await supertest(api.app).get(`${path}/${list}`).set(operator);
      expect(left.body).toEqual({ items: [], nextCursor: null });
    }
  });

  it('signs out everywhere at once', async () => {
    const here = await inviteStaff(api.app, operator, employerId, 'hr-reader');
    expect((await supertest(api.app).delete('/v1/sessions').set(here)).status).toBe(204);
    expect((await supertest(api.app).get('/v1/session').set(here)).status).toBe(401);
  });
});

describe('hostile text', () => {
  it('is refused where it stands, and breaks nothing', async () => {
    for (const list of ['batches', 'documents', 'agents']) {
      const answer = await supertest(api.app)
        .get(`/v1/employers/${employerId}/${list}`)
        .query({ cursor: '-'.repeat(36) })
        .set(hr);
      expect([list, answer.status, JSON.parse(answer.text).code]).toEqual([list, 400, 'cursor-invalid']);
    }
    for (const field of ['reference', 'source']) {
      const answer = await supertest(api.app)
        .post(`/v1/employers/${employerId}/batches`)
        .set(hr)
        .send({ reference: 'r', period: '2026-10', [field]: 'a\u0000b' });
      expect([field, answer.status]).toEqual([field, 400]);
    }
    const agent = await employAgent(api.app, hr, { id: employerId, siret: COMMUNE }, '00077');
    for (const path of ['/v1/me/journal', '/v1/me/documents']) {
      const cursor = path === '/v1/me/journal' ? '-'.repeat(36) : `2026-10_${'-'.repeat(36)}`;
      const answer = await supertest(api.app).get(path).query({ cursor }).set(agent);
      expect([path, answer.status]).toEqual([path, 400]);
    }
  });
});
