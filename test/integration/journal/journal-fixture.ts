import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { createKekFile, loadKekFile } from '../../../infra/encryption/kek-file';
import { createKeyRing } from '../../../infra/encryption/key-ring';
import type { KeyRing } from '../../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { createJournal, type EntryDraft, type Journal } from '../../../services/journal/append-entries';
import {
  type CheckpointSigner,
  createCheckpointSigner,
  createJournalKey,
} from '../../../services/journal/checkpoint';
import { openTestDatabase } from '../../support/postgres';

export const ORIGIN = 'coffre.example/journal';

/** A journal on a real PostgreSQL, under the roles that use it. */
export interface JournalFixture {
  readonly api: UnitOfWork;
  readonly worker: UnitOfWork;
  readonly journal: Journal;
  readonly keys: KeyRing;
  readonly signer: CheckpointSigner;
  readonly clock: { now(): Date };
  /** As superuser and without triggers: what a hostile database administrator can do. */
  tamper(sql: string, parameters?: unknown[]): Promise<void>;
  /** As superuser: what is really there. */
  look<T extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<T[]>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function openJournalFixture(): Promise<JournalFixture> {
  const database = await openTestDatabase();
  const api = await openDataSource({ url: database.urls.api, entities: [], poolSize: 10 });
  const worker = await openDataSource({ url: database.urls.worker, entities: [], poolSize: 10 });
  const admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();
  const folder = mkdtempSync(path.join(tmpdir(), 'coffre-journal-'));
  const kekFile = path.join(folder, 'keks.json');
  createKekFile(kekFile);
  const keys = createKeyRing(loadKekFile(kekFile));
  const clock = { now: () => new Date('2026-03-31T10:00:00.123Z') };
  const tamper = async (sql: string, parameters?: unknown[]): Promise<void> => {
    await admin.query('set session_replication_role = replica');
    await admin.query(sql, parameters);
    await admin.query('set session_replication_role = origin');
  };
  return {
    api: createUnitOfWork(api),
    worker: createUnitOfWork(worker),
    journal: createJournal({ keys, clock, origin: ORIGIN }),
    keys,
    signer: createCheckpointSigner(createJournalKey(), ORIGIN),
    clock,
    tamper,
    look: async (sql, parameters) => (await admin.query(sql, parameters)).rows,
    reset: async () => {
      for (const table of JOURNAL_TABLES) await tamper(`delete from ${table}`);
    },
    async stop() {
      await api.destroy();
      await worker.destroy();
      await admin.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const JOURNAL_TABLES = [
  'journal_subject',
  'journal_entry',
  'journal_pending',
  'journal_leaf',
  'journal_tile',
  'journal_checkpoint',
  'journal_log',
] as const;

export const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };
export const PUBLIC: Actor = { scope: { kind: 'sign-in' }, role: 'anonymous', id: null };
export const OPERATOR: Actor = { scope: { kind: 'operator' }, role: 'operator-admin', id: null };

export function hrOf(employerId: string): Actor {
  return { scope: { kind: 'employer', employerId }, role: 'hr', id: null };
}

/** An entry in an employer's vault. */
export function listing(employerId: string): EntryDraft {
  return { subject: { kind: 'employer', id: employerId }, employerId, action: 'list', outcome: 'done' };
}
