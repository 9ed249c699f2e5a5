import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ApiClient, ApiError } from '../../infra/local/demo/api-client';
import { buildArchive } from '../fixtures/payroll/archive';
import type { BatchFixture, ExpectedItem } from '../fixtures/payroll/batches/batch';
import { writeAgentsCsv } from '../fixtures/payroll/directory-csv';
import type { AgentFixture } from '../fixtures/payroll/model';
import type { TestStack } from './stack';
import { PROGRAMS } from './stack-servers';

/** What a sender keeps of one document it handed over. */
export interface LedgerItem {
  readonly bytes: Buffer;
  readonly expected: ExpectedItem;
}

/** A batch that was answered 202: from then on it is owed. */
export interface LedgerBatch {
  readonly id: string;
  readonly employer: TestEmployer;
  /** By file name in the archive. */
  readonly items: ReadonlyMap<string, LedgerItem>;
}

export interface TestEmployer {
  readonly id: string;
  readonly siret: string;
  /** Its payroll system, and the token it holds. */
  readonly payroll: ApiClient;
  readonly bearer: string;
  /** What its payroll system is configured with. */
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
}

export interface BatchStatus {
  readonly id: string;
  readonly state: string;
  readonly blocked: { readonly code: string; readonly since: string; readonly nextTryAt: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly received: number;
}

/** A payroll system that pushes batches, remembers what it was promised, and repeats what failed. */
export interface LedgerClient {
  readonly ledger: readonly LedgerBatch[];
  /** Whom and what no log, queue or file may name. */
  readonly persons: readonly AgentFixture[];
  readonly secrets: readonly string[];
  addEmployer(batch: BatchFixture): Promise<TestEmployer>;
  /** Opens, sends and submits, again and again with the same reference, until it is answered 202. */
  push(employer: TestEmployer, batch: BatchFixture, reference: string): Promise<LedgerBatch>;
  /** Notes a batch that a test submitted by hand. */
  remember(id: string, employer: TestEmployer, batch: BatchFixture): LedgerBatch;
  status(batch: Pick<LedgerBatch, 'id' | 'employer'>): Promise<BatchStatus>;
  /** Asks until the answer satisfies, over any outage of the API. */
  waitUntil(batch: LedgerBatch, holds: (status: BatchStatus) => boolean): Promise<BatchStatus>;
}

const PATIENCE_MS = 150_000;

export async function createLedgerClient(stack: TestStack): Promise<LedgerClient> {
  const api = new ApiClient(stack.api.url);
  const ledger: LedgerBatch[] = [];
  const persons: AgentFixture[] = [];
  const secrets: string[] = [];
  const operator = await signInNew(await createOperator(stack), 'operateur@example.org');

  async function signInNew(code: string, login: string): Promise<ApiClient> {
    const password = randomBytes(12).toString('base64url');
    secrets.push(code, password);
    await api.post('/v1/activations', { json: { code, login, password } });
    return api.signIn(login, password);
  }

  const status = (batch: Pick<LedgerBatch, 'id' | 'employer'>) =>
    batch.employer.payroll.get<BatchStatus>(`${batchesOf(batch.employer)}/${batch.id}`);

  function remember(id: string, employer: TestEmployer, batch: BatchFixture): LedgerBatch {
    const items = new Map(
      batch.items.flatMap(({ file, content, expected }) => {
        const [only] = expected;
        return content === undefined || only === undefined
          ? []
          : [[file, { bytes: content(), expected: only }]];
      }),
    );
    const entry = { id, employer, items };
    ledger.push(entry);
    return entry;
  }

  return {
    ledger,
    persons,
    secrets,
    async addEmployer({ employer, directory }) {
      const { id } = await operator.post<{ id: string }>('/v1/employers', {
        json: { siret: employer.siret, name: employer.name, noticeDate: '2026-01-01' },
      });
      const login = `drh-${employer.siret}@example.org`;
      const invited = await operator.post<{ code: string }>(`/v1/employers/${id}/users`, {
        json: { role: 'hr', address: login },
      });
      const hr = await signInNew(invited.code, login);
      const { clientId, clientSecret } = await operator.post<{ clientId: string; clientSecret: string }>(
        `/v1/employers/${id}/clients`,
        { json: { name: 'Logiciel de paie', scopes: ['deposit', 'read'] } },
      );
      const { access_token: bearer } = await api.post<{ access_token: string }>('/oauth2/token', {
        form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      });
      secrets.push(clientSecret, bearer);
      const own = directory.agents.filter((agent) => agent.employerSiret === employer.siret);
      persons.push(...own);
      const imported = await hr.post<{ created: number }>(`/v1/employers/${id}/agents/import`, {
        bytes: { type: 'text/csv', content: new Uint8Array(writeAgentsCsv({ agents: own })) },
      });
      if (imported.created !== own.length) throw new Error('not every agent was imported');
      const credentials = { clientId, clientSecret };
      return { id, siret: employer.siret, payroll: api.with({ bearer }), bearer, credentials };
    },
    async push(employer, batch, reference) {
      const archive = await buildArchive(batch.items);
      const id = await persistently(async () => {
        const opened = await openBatch(employer, batch, reference);
        await sendContent(employer, opened.id, archive);
        await employer.payroll.post(`${batchesOf(employer)}/${opened.id}/submit`);
        return opened.id;
      });
      return remember(id, employer, batch);
    },
    remember,
    status,
    async waitUntil(batch, holds) {
      const start = performance.now();
      for (;;) {
        const current = await persistently(() => status(batch));
        if (holds(current)) return current;
        if (performance.now() - start > PATIENCE_MS) {
          throw new Error(
            `still ${current.state} ${JSON.stringify(current.counts)}: ${stack.said.join('; ')}`,
          );
        }
        await delay(100);
      }
    },
  };
}

export function batchesOf(employer: Pick<TestEmployer, 'id'>): string {
  return `/v1/employers/${employer.id}/batches`;
}

export function openBatch(
  { id, payroll }: TestEmployer,
  { period }: Pick<BatchFixture, 'period'>,
  reference: string,
): Promise<{ id: string; state: string }> {
  return payroll.post(batchesOf({ id }), { json: { reference, kind: 'payroll', format: 'zip', period } });
}

export async function sendContent(employer: TestEmployer, batchId: string, archive: Buffer): Promise<void> {
  await employer.payroll.send('PUT', `${batchesOf(employer)}/${batchId}/content`, {
    bytes: { type: 'application/zip', content: new Uint8Array(archive) },
  });
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As payroll software does: what is down is asked again, what is refused is not, and 500 is a bug. */
async function persistently<T>(call: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const refused = error instanceof ApiError && error.status <= 500 && error.status !== 429;
      if (refused || performance.now() - start > PATIENCE_MS) throw error;
      await delay(250);
    }
  }
}

async function createOperator(stack: TestStack): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      path.join(PROGRAMS, 'services/cli/main.js'),
      'admin',
      'create-operator',
      '--name',
      'Syndicat mixte d’essai',
    ],
    { env: { ...stack.environment } },
  );
  return stdout.trim();
}
