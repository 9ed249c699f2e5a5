import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { PostgresServer } from '../../../infra/local/postgres-server';
import { bootPostgres, openTestDatabase } from '../../support/postgres';
import { interpolate, ROOT, readCompose } from './compose-file';

/** What the composed services do at their first start, with the real programs; containers are not run here. */
const run = promisify(execFile);
const LOADER = path.join(ROOT, 'test/support/run-typescript.cjs');
const PASSWORDS = {
  COFFRE_OWNER_PASSWORD: 'owner-1',
  COFFRE_API_PASSWORD: 'api-2',
  COFFRE_WORKER_PASSWORD: 'worker-3',
};

/** Variables of a composed service; each value that `.env` would give is asked for by name. */
function environmentOf(service: string, values: (name: string) => string): Record<string, string> {
  const { environment = {} } = readCompose().services[service] ?? {};
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, interpolate(value, values)]),
  );
}

/** The service's own command, from the sources instead of what is compiled of them. */
function runService(service: string, environment: Record<string, string>) {
  const [, program = '', ...args] = readCompose().services[service]?.command ?? [];
  const source = program.replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return run(process.execPath, ['--require', LOADER, source, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...environment },
    timeout: 50_000,
  });
}

describe('programs under the environment of their service', () => {
  const given: Record<string, string> = {
    PUBLIC_URL: 'https://coffre.example',
    TSA_URL: 'https://tsa.example',
    SMTP_URL: 'smtps://coffre:secret@mail.example:465',
    OBJECT_LOCK_MODE: 'governance',
    COFFRE_KEYS: '/nonexistent',
  };
  const programs: [string, string][] = [
    ['api', 'DATABASE_URL'],
    ['worker', 'MAIL_FROM'],
  ];

  it.each(programs)('%s gets as far as its key file, which this machine lacks', async (service) => {
    const environment = environmentOf(service, (name) => given[name] ?? 'given');
    await expect(runService(service, environment)).rejects.toMatchObject({
      stderr: expect.stringContaining('kek-file-missing'),
    });
  });

  it.each(programs)('%s names what its service would lack', async (service, variable) => {
    const { [variable]: _, ...rest } = environmentOf(service, (name) => given[name] ?? 'given');
    await expect(runService(service, rest)).rejects.toMatchObject({
      stderr: expect.stringContaining(`configuration: missing ${variable}`),
    });
  });
});

describe('database of the first start', () => {
  let folder: string;
  let server: PostgresServer;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'coffre-deploy-'));
    server = await bootPostgres(path.join(folder, 'postgres'));
    await query(server.adminUrl, 'create database coffre');
  });

  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('has no role when a password is not given', async () => {
    const { COFFRE_API_PASSWORD: _, ...incomplete } = PASSWORDS;
    await expect(runRoles(incomplete)).rejects.toMatchObject({ code: 3 });
    // The script of an image's first start is not repeated: compose demands the variable beforehand.
    await query(server.adminUrl, 'drop role if exists coffre_owner');
  });

  it('has the roles and rights that the product makes elsewhere', async () => {
    await runRoles(PASSWORDS);
    const reference = await openTestDatabase();
    try {
      const expected = await describeRights(reference.urls.admin, 'coffre_template');
      expect(await describeRights(urlOf('postgres'), 'coffre')).toEqual(expected);
      expect(expected.roles.map(({ rolname }) => rolname)).toEqual([
        'coffre_api',
        'coffre_owner',
        'coffre_worker',
      ]);
    } finally {
      await reference.drop();
    }
  });

  it('is migrated by the preparation job, by its role alone, and a second time does nothing', async () => {
    const environment = {
      ...environmentOf('prepare', () => 'given'),
      // In place of the composed servers: this one, and a folder.
      OWNER_DATABASE_URL: urlOf('coffre_owner', PASSWORDS.COFFRE_OWNER_PASSWORD),
      STORE: 'folder',
      STORE_DIR: path.join(folder, 'objects'),
      OBJECT_LOCK_MODE: '',
    };
    const first = JSON.parse((await runService('prepare', environment)).stdout);
    expect(first.migrations).toContain('0001_foundation.sql');
    const second = JSON.parse((await runService('prepare', environment)).stdout);
    expect(second.migrations).toEqual([]);
    const api = urlOf('coffre_api', PASSWORDS.COFFRE_API_PASSWORD);
    await expect(query(api, 'create table anything ()')).rejects.toThrow(/permission denied/);
    expect(await query(api, 'select count(*)::int as seen from operator')).toEqual([{ seen: 0 }]);
  });

  function urlOf(role: string, password?: string): string {
    const url = new URL(server.adminUrl);
    url.pathname = '/coffre';
    if (password !== undefined) Object.assign(url, { username: role, password });
    return url.href;
  }

  /** As the image's entry point runs it, which is psql as the superuser. */
  function runRoles(passwords: Partial<typeof PASSWORDS>) {
    const file = path.join(ROOT, 'infra/deploy/postgres/10-roles.sql');
    return run('psql', ['--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--file', file, urlOf('postgres')], {
      env: { PATH: process.env.PATH, ...passwords },
    });
  }
});

interface Rights {
  readonly roles: readonly Readonly<Record<string, unknown>>[];
  readonly database: unknown;
  readonly extensions: unknown;
}

/** All that `infra/postgres/prepare-database.ts` makes, the queue's role excepted. */
async function describeRights(adminUrl: string, database: string): Promise<Rights> {
  const roles = await query(
    adminUrl,
    `select rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolinherit, rolreplication
     from pg_roles where rolname in ('coffre_owner', 'coffre_api', 'coffre_worker') order by rolname`,
  );
  const acl = await query(
    adminUrl,
    `select pg_get_userbyid(datdba) as owner, pg_encoding_to_char(encoding) as encoding,
       (select array_agg(a.grantee::regrole::text || ' ' || a.privilege_type order by 1)
        from aclexplode(datacl) a where a.grantee <> 0 and a.grantee::regrole::text <> 'coffre_queue') as granted,
       (select array_agg(a.privilege_type order by 1) from aclexplode(datacl) a where a.grantee = 0) as to_all
     from pg_database where datname = '${database}'`,
  );
  const inside = new URL(adminUrl);
  inside.pathname = `/${database}`;
  const extensions = await query(
    inside.href,
    `select e.extname,
       has_schema_privilege('coffre_owner', 'public', 'create') as owner_creates,
       has_schema_privilege('coffre_api', 'public', 'create') as api_creates
     from pg_extension e order by extname`,
  );
  return { roles, database: acl, extensions };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
