import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openTestDatabase, type TestDatabase } from '../../support/postgres';

const ROOT = path.resolve(__dirname, '../../..');
const LOADER = path.join(ROOT, 'test/unit/cli/run-cli.cjs');
const CODE = /^\S+-\S+\n$/;
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-operator-'));
  database = await openTestDatabase();
  await coffre('keys', 'create', '--origin', 'coffre.example/journal', '--dir', folder);
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function coffre(...args: string[]): Promise<string> {
  const main = path.join(ROOT, 'services/cli/main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', LOADER, main, ...args], {
    cwd: ROOT,
    timeout: 50_000,
    env: {
      PATH: process.env.PATH,
      WORKER_DATABASE_URL: database.urls.worker,
      KEK_FILE: path.join(folder, 'kek.json'),
      JOURNAL_VKEY_FILE: path.join(folder, 'journal.vkey'),
      SEAL_CA_FILE: path.join(folder, 'seal-ca.pem'),
      TSA_CA_FILE: path.join(folder, 'tsa-ca.pem'),
    },
  });
  return stdout;
}

async function insertAdministrator(revokedAt: string | null): Promise<void> {
  const client = new Client({ connectionString: database.urls.admin });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into account (id, login_index, sealed_login, password_hash, created_at)
         values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), '', '', '2026-01-01') returning id)
       insert into role_grant (id, account_id, employer_id, role, created_at, revoked_at)
       select gen_random_uuid(), id, null, 'operator-admin', '2026-01-01', $1 from made`,
      [revokedAt],
    );
  } finally {
    await client.end();
  }
}

it('prints a code with --if-none until an administrator has an account, and then nothing', async () => {
  const first = await coffre('admin', 'create-operator', '--if-none');
  expect(first).toMatch(CODE);
  const second = await coffre('admin', 'create-operator', '--if-none');
  expect(second).toMatch(CODE);
  await insertAdministrator('2026-02-01');
  expect(await coffre('admin', 'create-operator', '--if-none')).toMatch(CODE);
  await insertAdministrator(null);
  expect(await coffre('admin', 'create-operator', '--if-none')).toBe('');
  expect(await coffre('admin', 'create-operator')).toMatch(CODE);
});
