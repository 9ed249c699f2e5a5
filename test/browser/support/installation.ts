import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createClosers } from '../../../infra/local/closers';
import { ApiClient } from '../../../infra/local/demo/api-client';
import { startStack } from '../../../infra/local/stack';
import { buildArchive } from '../../fixtures/payroll/archive';
import type { BatchFixture } from '../../fixtures/payroll/batches/batch';
import { writeAgentsCsv } from '../../fixtures/payroll/directory-csv';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy';
import { PROGRAMS, ROOT } from './repository';

/** Somebody with an account. */
export interface Person {
  readonly login: string;
  readonly password: string;
  /** Acts as them, beside the browser: `coffre-session=…` */
  readonly cookie: string;
  readonly csrfToken: string;
  readonly api: ApiClient;
}

export interface SingleDocument {
  readonly payrollNumber: string;
  readonly type: string;
  readonly period: string;
  readonly title: string;
  readonly content: Buffer;
}

export interface Employer {
  readonly id: string;
  readonly siret: string;
  readonly name: string;
  readonly hr: Person;
  readonly payroll: ApiClient;
}

export interface Letter {
  /** As printed, in four groups. */
  readonly code: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
}

/** What HR knows of an agent. */
export interface Agent {
  readonly id: string;
  readonly payrollNumber: string;
  readonly birthDate: string;
}

export interface PushedBatch {
  readonly id: string;
  readonly state: string;
  readonly blocked: { readonly code: string } | null;
  readonly openQuarantine: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface QuarantinedItem {
  readonly item: string;
  readonly file: string;
  readonly code: string;
}

/** A whole installation, and the people who use it. */
export interface Installation {
  /** Where browsers go: through {@link proxy}. */
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly operator: Person;
  addEmployer(employer: { readonly siret: string; readonly name: string }): Promise<Employer>;
  importAgents(employer: Employer, agents: readonly AgentFixture[]): Promise<void>;
  invite(employer: Pick<Employer, 'id'>, role: 'hr' | 'hr-reader', login: string): Promise<Person>;
  findAgent(employer: Employer, payrollNumber: string): Promise<Agent>;
  /** A new letter; it ends the one before. */
  writeLetter(employer: Employer, payrollNumber: string): Promise<Letter>;
  /** The agent activates and signs in. */
  activateAgent(employer: Employer, payrollNumber: string, login?: string): Promise<Person>;
  signIn(login: string, password: string): Promise<Person>;
  push(
    employer: Employer,
    batch: Pick<BatchFixture, 'items' | 'period'>,
    options?: { readonly reference?: string; readonly dryRun?: boolean; readonly publishAt?: string },
  ): Promise<PushedBatch>;
  /** HR deposits one document for one agent. @returns the batch that tells what became of it */
  depositOne(employer: Employer, document: SingleDocument): Promise<PushedBatch>;
  /** What waits for a decision in a batch, in the order it was sent. */
  listQuarantine(employer: Employer, batchId: string): Promise<readonly QuarantinedItem[]>;
  /** Business time goes on; sessions end by it. */
  passMinutes(minutes: number): Promise<void>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  readonly operatorName?: string;
  /** Variables of the installation. */
  readonly given?: Readonly<Record<string, string>>;
}

/** How long a change of business time may take to be seen. */
const CLOCK_MS = 250;
const PATIENCE_MS = 120_000;

/** Boots the compiled programs and takes in the operator. Whatever fails, nothing is left. */
export async function openInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const closers = createClosers((error) => console.error('closing failed', error));
  try {
    return await compose(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function compose(
  options: InstallationOptions,
  closers: ReturnType<typeof createClosers>,
): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-browser-'));
  closers.add(() => rm(folder, { recursive: true, force: true }));
  const clock = path.join(folder, 'clock');
  const proxy = await startFaultProxy(0);
  closers.add(() => proxy.close());
  const url = `http://127.0.0.1:${proxy.port}`;
  const stack = await startStack({
    root: ROOT,
    mode: 'temporary',
    workers: 1,
    say: (sentence) => console.error(sentence),
    given: {
      PATH: process.env.PATH ?? '',
      COFFRE_TEST: '1',
      CLOCK_OFFSET_FILE: clock,
      PUBLIC_URL: url,
      LOG_LEVEL: 'warn',
      // All these people come from one address within a minute.
      LIMIT_SIGN_IN_ATTEMPTS_PER_MINUTE: '10000',
      LIMIT_ACTIVATIONS_PER_MINUTE: '10000',
      LIMIT_VERIFICATIONS_PER_MINUTE: '10000',
      ...options.given,
    },
  });
  closers.add(() => stack.stop());
  const port = Number(stack.environment.PORT);
  proxy.redirect(port);

  const nobody = new ApiClient(url);
  const signIn = async (login: string, password: string): Promise<Person> => {
    const response = await nobody.send('POST', '/v1/session', { json: { login, password } });
    const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return { login, password, cookie, csrfToken, api: nobody.with({ cookie, csrfToken }) };
  };
  const activate = async (code: string, login: string, birthDate?: string): Promise<Person> => {
    const password = randomBytes(12).toString('base64url');
    await nobody.post('/v1/activations', { json: { code, login, password, birthDate } });
    return signIn(login, password);
  };
  const operator = await activate(
    await createOperator(options.operatorName ?? 'Syndicat mixte de démonstration', stack.environment),
    'operateur@example.org',
  );

  const installation: Installation = {
    url,
    proxy,
    operator,
    async addEmployer({ siret, name }) {
      const { id } = await operator.api.post<{ id: string }>('/v1/employers', {
        json: { siret, name, noticeDate: '2026-01-01' },
      });
      const hr = await installation.invite({ id }, 'hr', `drh@${mailDomain(name)}.example`);
      const { clientId, clientSecret } = await operator.api.post<{ clientId: string; clientSecret: string }>(
        `/v1/employers/${id}/clients`,
        { json: { name: 'Logiciel de paie', scopes: ['deposit', 'read'] } },
      );
      const { access_token: bearer } = await nobody.post<{ access_token: string }>('/oauth2/token', {
        form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      });
      return { id, siret, name, hr, payroll: nobody.with({ bearer }) };
    },
    async importAgents({ id, hr }, agents) {
      const { created } = await hr.api.post<{ created: number }>(`/v1/employers/${id}/agents/import`, {
        bytes: { type: 'text/csv', content: new Uint8Array(writeAgentsCsv({ agents })) },
      });
      if (created !== agents.length) throw new Error(`${created} of ${agents.length} agents were imported`);
    },
    async invite({ id }, role, login) {
      const { code } = await operator.api.post<{ code: string }>(`/v1/employers/${id}/users`, {
        json: { role, address: login },
      });
      return activate(code, login);
    },
    async findAgent({ id, hr }, payrollNumber) {
      const { items } = await hr.api.post<{ items: Agent[] }>(`/v1/employers/${id}/agents/search`, {
        json: { search: payrollNumber },
      });
      const found = items.find((agent) => agent.payrollNumber === payrollNumber);
      if (found === undefined) throw new Error(`nobody has the number ${payrollNumber}`);
      return found;
    },
    async writeLetter(employer, payrollNumber) {
      const { id, birthDate } = await installation.findAgent(employer, payrollNumber);
      const { code } = await employer.hr.api.post<{ code: string }>(
        `/v1/employers/${employer.id}/agents/${id}/activation-code`,
      );
      return { code, birthDate };
    },
    async activateAgent(employer, payrollNumber, login = `${randomBytes(4).toString('hex')}@example.org`) {
      const { code, birthDate } = await installation.writeLetter(employer, payrollNumber);
      return activate(code, login, birthDate);
    },
    signIn,
    async push({ id, payroll }, batch, { reference = `paie-${batch.period}`, ...rest } = {}) {
      const base = `/v1/employers/${id}/batches`;
      const opened = await payroll.post<{ id: string }>(base, {
        json: { reference, kind: 'payroll', format: 'zip', period: batch.period, ...rest },
      });
      const archive = await buildArchive(batch.items);
      await payroll.send('PUT', `${base}/${opened.id}/content`, {
        bytes: { type: 'application/zip', content: new Uint8Array(archive) },
      });
      await payroll.post(`${base}/${opened.id}/submit`);
      return untilOver(payroll, `${base}/${opened.id}`);
    },
    async depositOne(employer, { payrollNumber, content, ...document }) {
      const { id } = await installation.findAgent(employer, payrollNumber);
      const form = new FormData();
      for (const [name, value] of Object.entries({ agentId: id, ...document })) form.set(name, value);
      form.set('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), 'document.pdf');
      const { cookie, csrfToken, api } = employer.hr;
      const answer = await fetch(`${url}/v1/employers/${employer.id}/documents`, {
        method: 'POST',
        headers: { cookie, 'x-csrf-token': csrfToken },
        body: form,
      });
      if (!answer.ok) throw new Error(`a single document was answered ${answer.status}`);
      const { batchId } = (await answer.json()) as { batchId: string };
      return untilOver(api, `/v1/employers/${employer.id}/batches/${batchId}`);
    },
    async listQuarantine({ id, hr }, batchId) {
      const { items } = await hr.api.get<{ items: QuarantinedItem[] }>(
        `/v1/employers/${id}/batches/${batchId}/items?state=quarantined`,
      );
      return items;
    },
    async passMinutes(minutes) {
      await writeFile(clock, String(minutes * 60_000));
      await delay(CLOCK_MS);
    },
    close: () => closers.closeAll(),
  };
  return installation;
}

/** Commune de Montfleury → commune-de-montfleury: an address that a person can read, for it stands on screens. */
function mailDomain(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 40);
}

function untilOver(api: ApiClient, batch: string): Promise<PushedBatch> {
  return waitUntil(async () => {
    const now = await api.get<PushedBatch>(batch);
    const waitsForSomebody = now.blocked?.code === 'further-slips-to-confirm';
    return waitsForSomebody || ['completed', 'failed', 'proposed'].includes(now.state) ? now : null;
  }, batch);
}

/** Asks until there is an answer. */
export async function waitUntil<T>(
  ask: () => Promise<T | null>,
  what: string,
  patience = PATIENCE_MS,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() - start > patience) throw new Error(`still waiting for ${what}`);
    await delay(30);
  }
}

async function createOperator(name: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(PROGRAMS, 'services/cli/main.js'), 'admin', 'create-operator', '--name', name],
    { env: { ...environment } },
  );
  return stdout.trim();
}
