import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { createKekFile, loadKekFile } from '../../../infra/encryption/kek-file';
import { createKeyRing } from '../../../infra/encryption/key-ring';
import { createObjectCipher } from '../../../infra/encryption/object-cipher';
import type { Actor, UnitOfWork } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import type { CsvLimits } from '../../../services/directory/agents-csv';
import { importAgents } from '../../../services/directory/import-agents';
import { registerEmployer } from '../../../services/directory/register-employer';
import { Employer } from '../../../services/directory/tables';
import { createOperator } from '../../../services/identity/create-operator';
import { DEFAULT_IDENTITY_LIMITS, type IdentityDeps } from '../../../services/identity/deps';
import { ApiClient, RoleGrant, VaultOwnership } from '../../../services/identity/tables';
import { createJournal } from '../../../services/journal/append-entries';
import { openTestDatabase } from '../../support/postgres';

export const OPERATOR: Actor = { scope: { kind: 'operator' }, role: 'operator-admin', id: null };
export const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };

export function hrOf(employerId: string): Actor {
  return { scope: { kind: 'employer', employerId }, role: 'hr', id: null };
}

/** An installation with its operator, on a real PostgreSQL, under the roles that use it. */
export interface Installation {
  /** Of the API's database role. */
  readonly deps: IdentityDeps & { readonly csvLimits: CsvLimits };
  readonly worker: UnitOfWork;
  readonly operatorCode: string;
  moveTo(day: string): void;
  /** As superuser: what is really there. */
  look<T extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<T[]>;
  readonly urls: Readonly<Record<'admin' | 'api' | 'worker', string>>;
  stop(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  const database = await openTestDatabase();
  const entities = [Employer, ApiClient, RoleGrant, VaultOwnership];
  const api = await openDataSource({ url: database.urls.api, entities, poolSize: 10 });
  const worker = await openDataSource({ url: database.urls.worker, entities, poolSize: 2 });
  const admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();
  const folder = mkdtempSync(path.join(tmpdir(), 'coffre-directory-'));
  createKekFile(path.join(folder, 'keks.json'));
  const keys = createKeyRing(loadKekFile(path.join(folder, 'keks.json')));
  let now = new Date('2026-10-15T09:00:00Z');
  const clock = { now: () => now };
  const deps: Installation['deps'] = {
    uow: createUnitOfWork(api),
    clock,
    keys,
    cipher: createObjectCipher(),
    journal: createJournal({ keys, clock, origin: 'coffre.example/journal' }),
    limits: DEFAULT_IDENTITY_LIMITS,
    csvLimits: { maxBytes: 10_000_000, maxRows: 10_000 },
  };
  const workerUow = createUnitOfWork(worker);
  const { code } = await createOperator({ ...deps, uow: workerUow }, { name: 'Syndicat mixte' });
  return {
    deps,
    worker: workerUow,
    operatorCode: code,
    moveTo: (day) => {
      now = new Date(day);
    },
    look: async (sql, parameters) => (await admin.query(sql, parameters)).rows,
    urls: database.urls,
    async stop() {
      await api.destroy();
      await worker.destroy();
      await admin.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const COMMUNE = '21990041200012';
export const COMMUNITY = '24990107500021';
export const CCAS = '26990052800010';

export async function addEmployer(installation: Installation, siret: string): Promise<string> {
  const { id } = await registerEmployer(installation.deps, OPERATOR, { siret, name: `Employeur ${siret}` });
  return id;
}

export const HEAD =
  'employerSiret;payrollNumber;familyName;usageName;givenName;birthDate;personalEmail;startDate;endDate';

/** Imports rows written without their SIRET; fails on any row error. */
export async function addAgents(
  installation: Installation,
  employer: { readonly id: string; readonly siret: string },
  rows: readonly string[],
): Promise<void> {
  const report = await importAgents(installation.deps, hrOf(employer.id), {
    employerId: employer.id,
    content: Buffer.from([HEAD, ...rows.map((row) => `${employer.siret};${row}`)].join('\n')),
  });
  expect(report.errors).toEqual([]);
}

/** Entries of the journal, oldest first, as `action outcome code subject-kind actor-role`. */
export async function readTrace(installation: Installation, action: string): Promise<string[]> {
  const rows = await installation.look<{ payload: string }>(
    'select payload from journal_entry where action = $1 order by id',
    [action],
  );
  return rows.map(({ payload }) => {
    const entry = JSON.parse(payload);
    return [entry.outcome, entry.code ?? '-', entry.subject.kind, entry.actor.role].join(' ');
  });
}

/** Everything that the database holds, as text. */
export async function dumpText(installation: Installation): Promise<string> {
  const tables = await installation.look<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await installation.look<{ row: string }>(`select t::text as row from ${name} t`);
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}
