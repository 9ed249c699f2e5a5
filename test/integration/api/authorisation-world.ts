import supertest from 'supertest';
import { writeAgentsCsv } from '../../fixtures/payroll/directory-csv';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { createAgent } from '../../fixtures/payroll/people/person';
import { activateAgent, employmentOf, type Office, openOffice, PERIOD, printer } from '../ingestion/office';
import { openPipeline, type Pipeline } from '../ingestion/pipeline';
import { type Credential, connectClient, inviteStaff, signIn } from './api-fixture';

const ALL_SCOPES = ['deposit', 'read', 'directory'] as const;

/** Nobody that the API knows: no credential, or one that held once. */
export const LOCKED_OUT = [
  'nobody',
  'operator, session idle',
  'officer, session idle',
  'agent, session idle',
  'officer, session over',
  'client, token over',
  'client, revoked',
] as const;

/** Those whom something ties to the employer, each with one role or scope. */
export const INSIDERS = [
  'operator',
  'hr',
  'hr-reader',
  'client:deposit',
  'client:read',
  'client:directory',
] as const;

/** `agent` owns what the cases ask for; the two others own documents of their own. */
export const AGENTS = ['agent', 'colleague', 'agent elsewhere'] as const;

export const OUTSIDERS = [
  'hr elsewhere',
  'hr-reader elsewhere',
  'client elsewhere',
  'former officer',
] as const;

export const CALLERS = [...LOCKED_OUT, ...INSIDERS, ...AGENTS, ...OUTSIDERS] as const;
export type Caller = (typeof CALLERS)[number];
export type Insider = (typeof INSIDERS)[number];

/** Two employers at work, and everybody who may come to the API, rightfully or not. */
export interface World {
  readonly pipeline: Pipeline;
  readonly callers: Readonly<Record<Caller, Credential>>;
  /** What stands in paths, by parameter name: everything real, of the first employer and its `agent`. */
  readonly params: Readonly<Record<string, string>>;
  /** The other employer. */
  readonly elsewhere: string;
  readonly siret: string;
  /** The matricule of `agent`. */
  readonly agentNumber: string;
  readonly agentAccountId: string;
  readonly agentLogin: string;
  /** Deposit of the document, as each vault's journal has it. */
  readonly entries: Readonly<Record<'agent' | 'employer', string>>;
  /** The batch of `params.itemId`, which waits for a decision. */
  readonly doubtfulBatchId: string;
  openBatch(): Promise<string>;
  /** A batch whose dry run waits for its confirmation. */
  propose(): Promise<string>;
  /** Another item that waits for a decision. */
  doubt(): Promise<{ readonly batchId: string; readonly itemId: string }>;
  /** Two payslips of somebody's month; the first may be said to be replaced. */
  readonly further: { readonly documentId: string; readonly predecessor: string };
  beginUpload(length: number): Promise<{ readonly batchId: string; readonly uploadId: string }>;
  /** A document that is none yet. */
  readonly pdf: Buffer;
  /** An archive that a batch takes. */
  readonly archive: Buffer;
  upload(batchId: string): Promise<void>;
  /** An agents' CSV with one whom the employer does not know yet. */
  newAgentCsv(): Buffer;
  /** An agent who has not activated. */
  hire(): Promise<{ readonly agentId: string; readonly birthDate: string }>;
  activationCode(agentId: string): Promise<string>;
  newClient(): Promise<{ readonly clientId: string; readonly clientSecret: string }>;
  /** A webhook, at an address that is never called, with a delivery of its own. */
  newWebhook(): Promise<{ readonly webhookId: string; readonly deliveryId: string }>;
  /** A session of an account made for the purpose. */
  newOfficer(): Promise<{ readonly session: Credential; readonly accountId: string }>;
}

export async function openWorld(): Promise<World> {
  const pipeline = await openPipeline({
    sessionIdleMinutes: 30,
    sessionHours: 2,
    accessTokenMinutes: 60,
    webhooksPerEmployer: 1_000,
  });
  const { app } = pipeline;
  const office = await openOffice(pipeline);
  const neighbour = await openOffice(pipeline);
  const [agent, other, stranger] = [await office.hire({}), await office.hire({}), await neighbour.hire({})];
  const archive = office.archive([{ agent }, { agent: other }]);
  const { batch, items } = await office.push(archive);
  expect(items.map(({ state }) => state)).toEqual(['deposited', 'deposited']);
  const certified = await office.push([{ agent, type: 'certificate' }]);
  expect(certified.items).toMatchObject([{ state: 'deposited' }]);
  // A name that is on no page: nobody can be sure.
  const doubtful = office.archive([{ agent, row: { familyName: 'Toutautre' } }]);
  const waiting = await office.push(doubtful);
  expect(waiting.items).toMatchObject([{ state: 'quarantined' }]);
  const foreign = await neighbour.push([{ agent: stranger }]);
  expect(foreign.items).toMatchObject([{ state: 'deposited' }]);

  const further = await pushTwoSlips(office);

  const account = {
    operator: await accountOf(pipeline, pipeline.operator),
    hr: await accountOf(pipeline, office.hr),
    hrElsewhere: await accountOf(pipeline, neighbour.hr),
    agent: await accountOf(pipeline, await activateAgent(pipeline, office, agent)),
    colleague: await accountOf(pipeline, await activateAgent(pipeline, office, other)),
    agentElsewhere: await accountOf(pipeline, await activateAgent(pipeline, neighbour, stranger)),
  };
  const past = await letTimePass(pipeline, office, account);

  const enter = ({ login }: { readonly login: string }) => signIn(app, login);
  const operator = await enter(account.operator);
  const hr = await enter(account.hr);
  const callers: World['callers'] = {
    ...past,
    operator,
    hr,
    'hr-reader': await inviteStaff(app, operator, office.id, 'hr-reader'),
    'client:deposit': await connectClient(app, operator, office.id, ['deposit']),
    'client:read': await connectClient(app, operator, office.id, ['read']),
    'client:directory': await connectClient(app, operator, office.id, ['directory']),
    agent: await enter(account.agent),
    colleague: await enter(account.colleague),
    'agent elsewhere': await enter(account.agentElsewhere),
    'hr elsewhere': await enter(account.hrElsewhere),
    'hr-reader elsewhere': await inviteStaff(app, operator, neighbour.id, 'hr-reader'),
    'client elsewhere': await connectClient(app, operator, neighbour.id, ALL_SCOPES),
    ...(await endAccess(pipeline, operator, office.id)),
  };

  const staffed: Office = { ...office, hr };
  const documentId = items.find((item) => item.payrollNumber === agent.payrollNumber)?.documentId ?? '';
  const [leaf] = await pipeline.look<{ size: number }>('select count(*)::int as size from journal_leaf');
  let hired = 0;

  function newAgent(): AgentFixture {
    hired += 1;
    const payrollNumber = String(90_000 + hired);
    return createAgent('authorisation', office.employer, { payrollNumber, startDate: '2020-01-01' });
  }

  async function openBatch(options: { readonly dryRun?: boolean } = {}): Promise<string> {
    const opened = await office.open({ ...options, as: hr });
    expect(opened.status).toBe(201);
    return opened.body.id;
  }

  /** The payroll system's token is over by now. */
  async function pushNow(content: Buffer, options: { readonly dryRun?: boolean } = {}): Promise<string> {
    const batchId = await openBatch(options);
    expect((await office.send(batchId, content, hr)).status).toBe(204);
    expect((await office.submit(batchId, hr)).status).toBe(202);
    await pipeline.settle();
    return batchId;
  }

  return {
    pipeline,
    callers,
    params: {
      employerId: office.id,
      agentId: await employmentOf(pipeline, staffed, agent),
      accountId: account.hr.accountId,
      role: 'hr',
      batchId: batch.id,
      documentId,
      itemId: waiting.items[0]?.item ?? '',
      period: PERIOD,
      path: `0/000.p/${leaf?.size}`,
    },
    elsewhere: neighbour.id,
    siret: office.employer.siret,
    agentNumber: agent.payrollNumber,
    agentAccountId: account.agent.accountId,
    agentLogin: account.agent.login,
    entries: {
      agent: await depositEntry(pipeline, documentId, 'agent'),
      employer: await depositEntry(pipeline, documentId, 'employer'),
    },
    archive,
    doubtfulBatchId: waiting.batch.id,
    pdf: office.slip(agent),
    newAgentCsv: () => writeAgentsCsv({ agents: [newAgent()] }),
    openBatch: () => openBatch(),
    async propose() {
      const batchId = await pushNow(archive, { dryRun: true });
      const proposed = await supertest(app).get(`${office.path}/batches/${batchId}`).set(hr);
      expect(proposed.body.state).toBe('proposed');
      return batchId;
    },
    async doubt() {
      const batchId = await pushNow(doubtful);
      const listed = await supertest(app).get(`${office.path}/batches/${batchId}/items`).set(hr);
      expect(listed.body.items).toMatchObject([{ state: 'quarantined' }]);
      return { batchId, itemId: listed.body.items[0].item };
    },
    further,
    async beginUpload(length) {
      const batchId = await openBatch();
      const begun = await supertest(app)
        .post(`${office.path}/batches/${batchId}/upload`)
        .set({ ...hr, 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length) });
      expect(begun.status).toBe(201);
      return { batchId, uploadId: String(begun.headers.location).split('/').at(-1) ?? '' };
    },
    async upload(batchId) {
      expect((await office.send(batchId, archive, hr)).status).toBe(204);
    },
    async hire() {
      const person = newAgent();
      const imported = await supertest(app)
        .post(`${office.path}/agents/import`)
        .set(hr)
        .set('Content-Type', 'text/csv')
        .send(writeAgentsCsv({ agents: [person] }));
      expect(imported.body).toMatchObject({ created: 1, errors: [] });
      return { agentId: await employmentOf(pipeline, staffed, person), birthDate: person.birthDate };
    },
    async activationCode(agentId) {
      const issued = await supertest(app).post(`${office.path}/agents/${agentId}/activation-code`).set(hr);
      expect(issued.status).toBe(201);
      return issued.body.code;
    },
    async newClient() {
      const created = await supertest(app)
        .post(`${office.path}/clients`)
        .set(operator)
        .send({ name: 'Logiciel de paie', scopes: ['read'] });
      expect(created.status).toBe(201);
      return created.body;
    },
    async newWebhook() {
      const webhooks = `${office.path}/webhooks`;
      const created = await supertest(app).post(webhooks).set(hr).send({ url: 'https://93.184.215.14/' });
      expect(created.status).toBe(201);
      const tested = await supertest(app).post(`${webhooks}/${created.body.id}/test`).set(hr);
      expect(tested.status).toBe(202);
      return { webhookId: created.body.id, deliveryId: tested.body.deliveryId };
    },
    async newOfficer() {
      const session = await inviteStaff(app, operator, office.id, 'hr');
      return { session, accountId: (await accountOf(pipeline, session)).accountId };
    },
  };
}

/** Of somebody without an account: what it holds is nobody's to list. */
async function pushTwoSlips(office: Office): Promise<World['further']> {
  const person = await office.hire({});
  const content = (await printer()).payslip(person, office.employer, PERIOD, { supplementary: true });
  const { items } = await office.push([
    { agent: person },
    { agent: person, row: { file: 'rappel.pdf' }, content },
  ]);
  const [first, second] = items.map(({ documentId }) => documentId ?? '');
  expect([first, second]).not.toContain('');
  return { documentId: second ?? '', predecessor: first ?? '' };
}

interface Account {
  readonly accountId: string;
  readonly login: string;
}

async function accountOf({ app }: Pipeline, session: Credential): Promise<Account> {
  const answer = await supertest(app).get('/v1/session').set(session);
  expect(answer.status).toBe(200);
  return answer.body;
}

/**
 * From eight o'clock, when everything was set up, to one minute past the end of
 * the sessions of that hour. What is over is over for one reason alone: the
 * session that was kept busy for its age, the idle ones for that. Neither has a
 * later sign-in, which would delete what is over.
 */
async function letTimePass(
  pipeline: Pipeline,
  office: Office,
  account: Readonly<Record<'operator' | 'hr' | 'agent', Account>>,
) {
  const { app } = pipeline;
  const busy = await inviteStaff(app, pipeline.operator, office.id, 'hr');
  const isOpen = async (session: Credential) => expect(await accountOf(pipeline, session)).toBeDefined();
  for (const time of ['08:25', '08:50', '09:15']) {
    pipeline.moveTo(`2026-10-28T${time}:00Z`);
    await isOpen(busy);
  }
  const idle = {
    'operator, session idle': await signIn(app, account.operator.login),
    'officer, session idle': await signIn(app, account.hr.login),
    'agent, session idle': await signIn(app, account.agent.login),
  };
  for (const session of Object.values(idle)) await isOpen(session);
  pipeline.moveTo('2026-10-28T09:40:00Z');
  await isOpen(busy);
  pipeline.moveTo('2026-10-28T10:01:00Z');
  // Of eight o'clock; the office has pushed its batch with it.
  return { nobody: {}, ...idle, 'officer, session over': busy, 'client, token over': office.client };
}

/** Credentials that hold, of people and machines who lost what they were given. */
async function endAccess({ app, ...pipeline }: Pipeline, operator: Credential, employerId: string) {
  const path = `/v1/employers/${employerId}`;
  const former = await inviteStaff(app, operator, employerId, 'hr');
  const { accountId } = await accountOf({ app, ...pipeline }, former);
  const isIn = async (who: Credential) => expect((await supertest(app).get(path).set(who)).status).toBe(200);
  await isIn(former);
  await supertest(app).delete(`${path}/users/${accountId}/roles/hr`).set(operator).expect(204);

  const before = await clientsOf();
  const revoked = await connectClient(app, operator, employerId, ALL_SCOPES);
  await isIn(revoked);
  const clientId = (await clientsOf()).find((id) => !before.includes(id));
  await supertest(app).delete(`${path}/clients/${clientId}`).set(operator).expect(204);
  return { 'former officer': former, 'client, revoked': revoked };

  async function clientsOf(): Promise<string[]> {
    const listed = await supertest(app).get(`${path}/clients`).set(operator);
    return listed.body.items.map((client: { clientId: string }) => client.clientId);
  }
}

async function depositEntry(
  pipeline: Pipeline,
  documentId: string,
  kind: 'agent' | 'employer',
): Promise<string> {
  const [entry] = await pipeline.look<{ id: string }>(
    `select id from journal_entry where document_id = $1 and action = 'deposit' and subject_kind = $2`,
    [documentId, kind],
  );
  if (entry === undefined) throw new Error(`no deposit in the ${kind}'s journal`);
  return entry.id;
}
