import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { writeManifest } from '../../fixtures/payroll/archive';
import { type ManifestRow, manifestRow } from '../../fixtures/payroll/batches/batch';
import { writeAgentsCsv } from '../../fixtures/payroll/directory-csv';
import type { AgentFixture, DocumentType, EmployerFixture } from '../../fixtures/payroll/model';
import { fictionalSiret } from '../../fixtures/payroll/people/identifiers';
import { createAgent } from '../../fixtures/payroll/people/person';
import { createPayrollPrinter, type PayrollPrinter } from '../../fixtures/payroll/printer';
import { writeZip, type ZipEntry } from '../../support/zip-writer';
import { activate, type Credential, connectClient, inviteStaff } from '../api/api-fixture';
import type { Pipeline } from './pipeline';

export const PERIOD = '2026-10';

/** An item as the API shows it. */
export interface Item {
  readonly item: string;
  readonly file: string;
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly claimedPayrollNumber: string;
  readonly externalId: string;
  readonly documentId: string | null;
  readonly duplicateOf: string | null;
  readonly type: string;
  readonly period: string;
  readonly pages: string;
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  readonly ignoredPages: string;
  readonly agentCopy: string | null;
  readonly proposal: Readonly<Record<string, unknown>> | null;
}

export interface Batch {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  readonly blocked: { readonly code: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly received: number;
  readonly openQuarantine: number;
  readonly revision: number;
  readonly dryRun: boolean;
  readonly publishAt: string | null;
  readonly published: boolean;
  readonly content: { readonly size: number; readonly sha256: string } | null;
  readonly proposal: Readonly<Record<string, unknown>> | null;
  readonly submittedAt: string | null;
}

export interface Pushed {
  readonly batch: Batch;
  readonly items: readonly Item[];
}

export interface BatchOptions {
  readonly reference?: string;
  readonly period?: string;
  readonly kind?: string;
  readonly dryRun?: boolean;
  readonly publishAt?: string;
  /** Default: `zip`. */
  readonly format?: 'zip' | 'merged-pdf';
  /** Default: the payroll system. */
  readonly as?: Credential;
}

/** One file with its row; `content` is the agent's own slip unless said. */
export interface Paper {
  readonly agent: AgentFixture;
  readonly type?: DocumentType;
  readonly row?: Partial<ManifestRow>;
  /** `null`: the archive does not hold the file. */
  readonly content?: Buffer | null;
}

/** An employer, its people and its payroll system, all through HTTP. */
export interface Office {
  readonly id: string;
  readonly employer: EmployerFixture;
  readonly hr: Credential;
  readonly client: Credential;
  readonly path: string;
  hire(traits: Partial<AgentFixture>): Promise<AgentFixture>;
  slip(agent: AgentFixture, period?: string): Buffer;
  /** The archive of these papers, manifest first. */
  archive(papers: readonly Paper[], extra?: readonly ZipEntry[]): Buffer;
  /** Opens, sends, submits, and works until the end. */
  push(content: Buffer | readonly Paper[], options?: BatchOptions): Promise<Pushed>;
  open(options?: BatchOptions): Promise<supertest.Response>;
  send(batchId: string, content: Buffer, as?: Credential): Promise<supertest.Response>;
  submit(batchId: string, as?: Credential): Promise<supertest.Response>;
  read(batchId: string): Promise<Pushed>;
}

let fonts: Promise<PayrollPrinter> | undefined;
let employers = 0;

/** Cut once per test file. */
export function printer(): Promise<PayrollPrinter> {
  fonts ??= createPayrollPrinter();
  return fonts;
}

export function fictionalEmployer(): EmployerFixture {
  employers += 1;
  return {
    siret: fictionalSiret('21', 4000 + employers),
    name: `Commune de Saint-Test-${employers}`,
    ape: '8411Z',
    address: '1, place de la Mairie',
    city: '99000 Saint-Test',
    urssaf: '999 000001 42',
    layout: 'inline',
  };
}

export async function openOffice(
  pipeline: Pipeline,
  settings: {
    readonly regime?: string;
    readonly noticeDate?: string | null;
    readonly settings?: object;
  } = {},
): Promise<Office> {
  const { app, operator } = pipeline;
  const print = await printer();
  const employer = fictionalEmployer();
  const created = await supertest(app)
    .post('/v1/employers')
    .set(operator)
    .send({ siret: employer.siret, name: employer.name, noticeDate: '2026-01-01', ...settings });
  expect(created.status).toBe(201);
  const id: string = created.body.id;
  const path = `/v1/employers/${id}`;
  const hr = await inviteStaff(app, operator, id, 'hr');
  const client = await connectClient(app, operator, id, ['deposit', 'read', 'directory']);
  let hired = 0;

  const slip = (agent: AgentFixture, period = PERIOD) =>
    print.payslip(agent, employer, period, { arrears: 0 });

  function archive(papers: readonly Paper[], extra: readonly ZipEntry[] = []): Buffer {
    const rows = papers.map(({ agent, type = 'payslip', row }) => manifestRow(agent, PERIOD, type, row));
    const files = papers.flatMap(({ agent, type = 'payslip', content }, at) =>
      content === null
        ? []
        : [
            {
              name: rows[at]?.file ?? '',
              content: content ?? (type === 'payslip' ? slip(agent) : print[type](agent, employer, PERIOD)),
            },
          ],
    );
    return writeZip([{ name: 'manifest.csv', content: writeManifest(rows) }, ...files, ...extra]);
  }

  function open({
    reference = randomUUID(),
    period = PERIOD,
    kind = 'payroll',
    as = client,
    format = 'zip',
    ...life
  }: BatchOptions = {}) {
    return supertest(app)
      .post(`${path}/batches`)
      .set(as)
      .send({ reference, period, kind, format, ...life });
  }

  function send(batchId: string, content: Buffer, as = client) {
    return supertest(app)
      .put(`${path}/batches/${batchId}/content`)
      .set(as)
      .set('Content-Type', 'application/zip')
      .send(content);
  }

  const submit = (batchId: string, as = client) =>
    supertest(app).post(`${path}/batches/${batchId}/submit`).set(as);

  async function read(batchId: string): Promise<Pushed> {
    const batch = await supertest(app).get(`${path}/batches/${batchId}`).set(client);
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: supertest.Response = await supertest(app)
        .get(`${path}/batches/${batchId}/items`)
        .query({ limit: 200, ...(cursor === '' ? {} : { cursor }) })
        .set(client);
      expect(page.status).toBe(200);
      items.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    return { batch: batch.body, items };
  }

  return {
    id,
    employer,
    hr,
    client,
    path,
    slip,
    archive,
    open,
    send,
    submit,
    read,
    async hire(traits) {
      hired += 1;
      const payrollNumber = String(hired).padStart(5, '0');
      const agent = createAgent('office', employer, {
        payrollNumber,
        usageName: '',
        startDate: '2020-01-01',
        ...traits,
      });
      const imported = await supertest(app)
        .post(`${path}/agents/import`)
        .set(hr)
        .set('Content-Type', 'text/csv')
        .send(writeAgentsCsv({ agents: [agent] }));
      expect(imported.body).toMatchObject({ created: 1, errors: [] });
      return agent;
    },
    async push(content, options = {}) {
      const opened = await open(options);
      expect(opened.status).toBe(201);
      const bytes = Buffer.isBuffer(content) ? content : archive(content as readonly Paper[]);
      expect((await send(opened.body.id, bytes, options.as)).status).toBe(204);
      expect((await submit(opened.body.id, options.as)).status).toBe(202);
      await pipeline.settle();
      return read(opened.body.id);
    },
  };
}

/** The employment of an agent, by matricule: what the API calls an agent. */
export async function employmentOf(
  { app }: Pipeline,
  { path, hr }: Office,
  { payrollNumber }: AgentFixture,
): Promise<string> {
  const listed = await supertest(app).get(`${path}/agents?limit=200`).set(hr);
  const found = listed.body.items.find(
    (agent: { payrollNumber: string }) => agent.payrollNumber === payrollNumber,
  );
  return found.id;
}

/** The agent's own session, by the code that HR hands out. */
export async function activateAgent(
  pipeline: Pipeline,
  office: Office,
  agent: AgentFixture,
): Promise<Credential> {
  const employment = await employmentOf(pipeline, office, agent);
  const issued = await supertest(pipeline.app)
    .post(`${office.path}/agents/${employment}/activation-code`)
    .set(office.hr);
  expect(issued.status).toBe(201);
  return activate(pipeline.app, { code: issued.body.code, birthDate: agent.birthDate });
}
