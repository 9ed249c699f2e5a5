import supertest from 'supertest';
import { type Credential, inviteStaff } from '../api/api-fixture';
import { activateAgent, employmentOf, PERIOD } from '../ingestion/office';
import { codeOf, fetchBytes, openVaults, type Vaults } from './fixture';

let vaults: Vaults;
beforeAll(async () => {
  vaults = await openVaults();
  const { office, agent, colleague } = vaults;
  const paper = (period: string, title: string) => ({
    agent: agent.person,
    row: { period, title },
    content: office.slip(agent.person, period),
  });
  await office.push([paper('2025-12', 'Bulletin 2 83 05 99 999 359 47 de décembre')], { period: '2025-12' });
  await office.push(
    [
      {
        agent: agent.person,
        type: 'certificate',
        row: { title: `Attestation de ${agent.person.familyName}` },
      },
    ],
    { period: PERIOD },
  );
  const other = { agent: colleague.person, row: { period: '2026-09' } };
  await office.push([{ ...other, content: office.slip(colleague.person, '2026-09') }], { period: '2026-09' });
});
afterAll(() => vaults.pipeline.stop());

async function get(path: string, who: Credential) {
  return supertest(vaults.pipeline.app).get(path).set(who);
}

interface Listed {
  readonly id: string;
  readonly period: string;
  readonly type: string;
  readonly title: string | null;
  readonly fileName: string;
}

async function list(path: string, who: Credential): Promise<Listed[]> {
  const answer = await get(path, who);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

const kinds = (documents: readonly Listed[]) => documents.map(({ period, type }) => `${period} ${type}`);

describe('an agent', () => {
  it('sees of which years there are documents, and the documents of one', async () => {
    const { agent, colleague } = vaults;
    expect((await get('/v1/me/years', agent.session)).body).toEqual({
      years: [
        { year: '2026', count: 2 },
        { year: '2025', count: 1 },
      ],
    });
    expect((await get('/v1/me/years', colleague.session)).body).toEqual({
      years: [{ year: '2026', count: 2 }],
    });
    expect(kinds(await list('/v1/me/documents?year=2025', agent.session))).toEqual(['2025-12 payslip']);
    expect(kinds(await list('/v1/me/documents?year=2024', agent.session))).toEqual([]);
    expect((await get('/v1/me/documents?year=26', agent.session)).status).toBe(400);
  });

  it('filters by type and employer, page by page', async () => {
    const { agent, office, neighbour } = vaults;
    const all = kinds(await list(`/v1/me/documents?employerId=${office.id}`, agent.session));
    expect(all.toSorted()).toEqual(['2025-12 payslip', '2026-10 certificate', '2026-10 payslip']);
    expect(await list(`/v1/me/documents?employerId=${neighbour.id}`, agent.session)).toEqual([]);
    expect(kinds(await list('/v1/me/documents?type=certificate&year=2026', agent.session))).toEqual([
      '2026-10 certificate',
    ]);
    const first = await get('/v1/me/documents?type=payslip&limit=1', agent.session);
    const next = `/v1/me/documents?type=payslip&limit=1&cursor=${first.body.nextCursor}`;
    const second = await get(next, agent.session);
    expect(kinds([...first.body.items, ...second.body.items])).toEqual([
      '2026-10 payslip',
      '2025-12 payslip',
    ]);
    expect(second.body.nextCursor).toBeNull();
  });

  it('reads the sender’s title, every NIR masked, without any key of the employer’s', async () => {
    const { agent, pipeline, office } = vaults;
    const before = await pipeline.look<{ key: Buffer }>(
      'select wrapped_directory_key as key from employer where id = $1',
      [office.id],
    );
    // As after the employer has left and its directory key is destroyed.
    await pipeline.look(`update employer set wrapped_directory_key = '\\x00' where id = $1`, [office.id]);
    try {
      const [december] = await list('/v1/me/documents?year=2025', agent.session);
      expect(december?.title).toMatch(/^Bulletin .* de décembre$/);
      expect(december?.title).not.toMatch(/999/);
      const one = await get(`/v1/me/documents/${december?.id}`, agent.session);
      expect(one.body).toEqual(december);
    } finally {
      await pipeline.look('update employer set wrapped_directory_key = $2 where id = $1', [
        office.id,
        before[0]?.key,
      ]);
    }
  });

  it('gets a file name that sorts, and names nobody', async () => {
    const { agent, pipeline } = vaults;
    const documents = await list('/v1/me/documents', agent.session);
    expect(new Set(documents.map((document) => document.fileName)).size).toBe(documents.length);
    for (const { id, fileName, period } of documents) {
      expect(fileName).toMatch(
        /^(bulletin-de-paie|attestation)_\d{4}-\d\d_commune-de-saint-test-\d+_[0-9a-f]{8}\.pdf$/,
      );
      expect(fileName).toContain(period);
      const file = await fetchBytes(pipeline, `/v1/me/documents/${id}/content`, agent.session);
      expect(file?.headers['content-disposition']).toContain(fileName);
    }
  });

  it('has each of these looks in their trace', async () => {
    const { agent } = vaults;
    const { body } = await get('/v1/me/journal?limit=200', agent.session);
    const actions = body.items.map((entry: { action: string }) => entry.action);
    expect(actions).toContain('count');
    expect(actions).toContain('list');
  });
});

describe('an employer', () => {
  const path = (query: string) => `${vaults.office.path}/documents${query}`;
  const search = (body: object) =>
    supertest(vaults.pipeline.app).post(path('/search')).set(vaults.office.hr).send(body);
  async function find(body: object): Promise<Listed[]> {
    const answer = await search(body);
    expect(answer.status).toBe(200);
    return answer.body.items;
  }

  it('sees whom each document concerns, under which title, and nothing of what the agent did with it', async () => {
    const { office, agent, pipeline } = vaults;
    const employment = await employmentOf(pipeline, office, agent.person);
    const [certificate] = await list(path('?type=certificate'), office.hr);
    expect(certificate).toMatchObject({
      title: `Attestation de ${agent.person.familyName}`,
      agent: {
        agentId: employment,
        payrollNumber: agent.person.payrollNumber,
        familyName: agent.person.familyName,
        givenName: agent.person.givenName,
      },
      agentCopy: 'released',
      withdrawn: false,
    });
    expect(Object.keys(certificate ?? {}).join()).not.toMatch(/read|open|seen/i);
    expect((await get(path(`/${certificate?.id}`), office.hr)).body).toEqual(certificate);
  });

  it('filters by period, year, type, matricule and whole name', async () => {
    const { office, agent, colleague } = vaults;
    expect(kinds(await list(path('?period=2026-09'), office.hr))).toEqual(['2026-09 payslip']);
    expect(kinds(await list(path('?period=2026-10&type=payslip'), office.hr))).toHaveLength(2);
    expect(kinds(await list(path('?year=2025'), office.hr))).toEqual(['2025-12 payslip']);
    expect(kinds(await list(path('?year=2026&period=2025-12'), office.hr))).toEqual([]);
    const number = colleague.person.payrollNumber;
    expect(kinds(await find({ search: number, year: '2025' }))).toEqual([]);
    expect(kinds(await find({ search: number })).toSorted()).toEqual(['2026-09 payslip', '2026-10 payslip']);
    expect(kinds(await find({ search: number, period: '2026-09' }))).toEqual(['2026-09 payslip']);
    expect((await find({ search: agent.person.familyName.toLowerCase() })).length).toBeGreaterThanOrEqual(3);
    expect(await find({ search: number.slice(0, 4) })).toEqual([]);
    expect(await find({ search: 'personne' })).toEqual([]);
    const page = await search({ search: number, limit: 1 });
    const rest = await search({ search: number, limit: 1, cursor: page.body.nextCursor });
    expect([page.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([1, 1, null]);
  });

  it('is shown nothing of another employer’s', async () => {
    const { office, neighbour, stranger } = vaults;
    const found = await find({ search: stranger.person.familyName });
    expect(found.map(({ id }) => id)).not.toContain(stranger.documentId);
    const answer = await get(`${neighbour.path}/documents`, office.hr);
    expect(answer.status).toBe(404);
  });
});

describe('a month', () => {
  it('counts what came in, what became of it, and who is without a payslip', async () => {
    const { office, agent, colleague, pipeline } = vaults;
    const before = await get(`${office.path}/months/2026-10`, office.hr);
    expect(before.body).toEqual({
      period: '2026-10',
      received: 3,
      deposited: 3,
      toPrint: 0,
      quarantined: 0,
      rejected: 0,
      duplicate: 0,
      agents: 2,
      notActivated: 0,
      batches: 3,
      missingSinceLastMonth: 0,
      newSinceLastMonth: 1,
    });
    const january = () => get(`${office.path}/months/2026-01`, office.hr).then((answer) => answer.body);
    expect(await january()).toMatchObject({
      received: 0,
      batches: 0,
      agents: 2,
      missingSinceLastMonth: 1,
      newSinceLastMonth: 0,
    });
    const third = await office.hire({ familyName: 'Troisième' });
    await office.hire({ familyName: 'Parti', endDate: '2025-12-31' });
    await office.push(
      [
        { agent: third, row: { period: '2026-01' }, content: office.slip(third, '2026-01') },
        // Somebody else's page under this agent's name.
        {
          agent: agent.person,
          row: { period: '2026-01' },
          content: office.slip(colleague.person, '2026-01'),
        },
      ],
      { period: '2026-01' },
    );
    expect(await january()).toMatchObject({
      received: 2,
      deposited: 1,
      quarantined: 1,
      agents: 3,
      notActivated: 1,
      batches: 1,
      missingSinceLastMonth: 1,
      newSinceLastMonth: 1,
    });
    const ofJanuary = await get(`${office.path}/batches?period=2026-01`, office.hr);
    expect(ofJanuary.body.items.map((batch: { period: string }) => batch.period)).toEqual(['2026-01']);
    const [entry] = await pipeline.look<{ n: number }>(
      `select count(*)::integer as n from journal_entry where action = 'count' and subject_id = $1`,
      [office.id],
    );
    expect(entry?.n).toBe(3);
  });

  it('is what it is for a reader, and nobody else’s', async () => {
    const { office, neighbour, agent, pipeline } = vaults;
    const reader = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr-reader');
    expect((await get(`${office.path}/months/2026-10`, reader)).status).toBe(200);
    expect((await get(`${office.path}/months/2026-10`, neighbour.hr)).status).toBe(404);
    expect((await get(`${office.path}/months/2026-10`, agent.session)).status).toBe(404);
    expect((await get(`${office.path}/months/2026-13`, office.hr)).status).toBe(400);
  });
});

describe('anyone', () => {
  const verify = (content: Buffer) =>
    supertest(vaults.pipeline.app).post('/v1/verify').set('Content-Type', 'application/pdf').send(content);

  it('has a downloaded file verified, one byte changed told, and nothing kept', async () => {
    const { agent, office, pipeline } = vaults;
    const file = await fetchBytes(pipeline, `/v1/me/documents/${agent.documentId}/content`, agent.session);
    const pdf = file?.body ?? Buffer.alloc(0);
    const before = await pipeline.look('select count(*) from journal_entry');
    const sound = await verify(pdf);
    expect(sound.body).toMatchObject({
      verdict: 'verified',
      code: null,
      statement: expect.stringContaining(`Déposé par ${office.employer.name}`),
      level: 'B-T',
      timeQualified: false,
    });
    const changed = Buffer.from(pdf);
    changed[300] = (changed[300] ?? 0) ^ 1;
    expect((await verify(changed)).body).toMatchObject({ verdict: 'broken', statement: null });
    expect((await verify(Buffer.from('pas un PDF'))).body).toMatchObject({
      verdict: 'cannot-tell',
      code: 'not-a-pdf',
    });
    expect(await pipeline.look('select count(*) from journal_entry')).toEqual(before);
    expect(pipeline.logged()).not.toContain('Déposé par');
    const html = await supertest(pipeline.app).post('/v1/verify').set('Content-Type', 'text/html').send('x');
    expect([html.status, html.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it('is refused a file larger than any sealed document', async () => {
    const answer = await verify(Buffer.alloc(22 * 2 ** 20, '%PDF-'));
    expect([answer.status, answer.body.code]).toEqual([413, 'body-too-large']);
  });

  it('learns who runs the installation', async () => {
    const { body } = await supertest(vaults.pipeline.app).get('/v1/portal');
    expect(body).toEqual({
      operatorName: 'Syndicat mixte',
      productName: 'Coffre-fort Agents',
      logo: true,
      verifyUrl: 'http://coffre.test/verifier',
      languages: ['fr', 'en'],
    });
  });
});

describe('letters', () => {
  it('are one PDF, for who may make codes and for nobody else', async () => {
    const { office, neighbour, pipeline } = vaults;
    const person = await office.hire({ familyName: 'Courrier' });
    const agentId = await employmentOf(pipeline, office, person);
    const post = (who: Credential, body: object) =>
      supertest(pipeline.app).post(`${office.path}/agents/letters`).set(who).send(body);
    const printed = await post(office.hr, { agentIds: [agentId] });
    expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(printed.headers['cache-control']).toBe('no-store');
    expect(codeOf({ status: (await post(office.hr, {})).status, body: Buffer.from('{}') })[0]).toBe(400);
    expect((await post(office.hr, { agentIds: [agentId], onlyNotActivated: true })).status).toBe(400);
    expect((await post(office.client, { agentIds: [agentId] })).status).toBe(403);
    expect((await post(neighbour.hr, { agentIds: [agentId] })).status).toBe(404);
    await activateAgent(pipeline, office, person);
    const nobody = await post(office.hr, { agentIds: [agentId] });
    expect([nobody.status, nobody.body.code]).toEqual([409, 'nobody-to-write-to']);
  });
});

it('shows a withdrawn document to the employer, marked, and counts it for nobody', async () => {
  const { office, colleague, pipeline } = vaults;
  const month = () => get(`${office.path}/months/2026-09`, office.hr).then((answer) => answer.body);
  expect(await month()).toMatchObject({ newSinceLastMonth: 1 });
  const [slip] = await list(`${office.path}/documents?period=2026-09`, office.hr);
  await pipeline.look(
    `update document set withdrawn_at = deposited_at, agent_copy = 'withheld' where id = $1`,
    [slip?.id],
  );
  expect(await list(`${office.path}/documents?period=2026-09`, office.hr)).toMatchObject([
    { agentCopy: 'withheld', withdrawn: true },
  ]);
  expect(await month()).toMatchObject({ newSinceLastMonth: 0 });
  expect(kinds(await list('/v1/me/documents', colleague.session))).toEqual(['2026-10 payslip']);
  expect((await get('/v1/me/years', colleague.session)).body).toEqual({
    years: [{ year: '2026', count: 1 }],
  });
});
