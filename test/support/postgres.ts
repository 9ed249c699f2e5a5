import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Client } from 'pg';
import { serverIdentity } from '../../infra/local/embedded-postgres';
import { locatePostgresBinaries } from '../../infra/local/postgres-binaries';
import { type PostgresServer, startPostgresServer } from '../../infra/local/postgres-server';
import { migrate } from '../../infra/postgres/migrate';
import { DATABASE_ROLES, type DatabaseRole, prepareDatabase } from '../../infra/postgres/prepare-database';
import { migrateQueueSchema } from '../../infra/queue/migrate-queue-schema';

/** Debian's PostgreSQL 15, the oldest that the product supports. */
const DEBIAN_BINARIES = '/usr/lib/postgresql/15/bin';
const TEMPLATE = 'coffre_template';
const MIGRATIONS = path.resolve(__dirname, '../../infra/postgres/migrations');

/** One database, by who connects. `admin` is the server's superuser. */
export interface TestDatabase {
  readonly name: string;
  readonly urls: Readonly<Record<'admin' | 'owner' | 'api' | 'worker' | 'queue', string>>;
  drop(): Promise<void>;
}

/** Where the run's server is; handed to the test processes by {@link publishPostgres}. */
interface Published {
  readonly adminUrl: string;
  readonly passwords: Record<DatabaseRole, string>;
}

const VARIABLE = 'COFFRE_TEST_POSTGRES_SERVER';

/**
 * A server of its own, for tests that kill it; nothing on it yet.
 * `COFFRE_TEST_PG=embedded` takes the npm package's server instead of Debian's.
 */
export async function bootPostgres(
  directory: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const identity = serverIdentity();
  const embedded = process.env.COFFRE_TEST_PG === 'embedded';
  return startPostgresServer({
    binaries: embedded ? await locatePostgresBinaries(identity) : DEBIAN_BINARIES,
    directory,
    identity,
    // Nothing of a test survives a power cut anyway.
    settings: { fsync: 'off', full_page_writes: 'off', ...settings },
  });
}

/** Roles and a migrated template on a fresh server, announced to the test processes. */
export async function publishPostgres(server: PostgresServer): Promise<void> {
  const passwords = Object.fromEntries(
    DATABASE_ROLES.map((role) => [role, randomBytes(12).toString('hex')]),
  ) as Record<DatabaseRole, string>;
  const published: Published = { adminUrl: server.adminUrl, passwords };
  await prepareDatabase(server.adminUrl, TEMPLATE, passwords);
  const { owner, queue } = urlsOf(published, TEMPLATE);
  await migrate(owner, MIGRATIONS);
  await migrateQueueSchema(queue);
  process.env[VARIABLE] = JSON.stringify(published);
}

/** A fresh database of the run's server, every migration done. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const published = readPublished();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(published, `create database ${name} template ${TEMPLATE} owner coffre_owner`);
  return {
    name,
    urls: urlsOf(published, name),
    drop: () => asAdmin(published, `drop database if exists ${name} with (force)`),
  };
}

function readPublished(): Published {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('no PostgreSQL: test/support/global-setup.ts did not run');
  return JSON.parse(text);
}

function urlsOf({ adminUrl, passwords }: Published, database: string): TestDatabase['urls'] {
  const as = (role: DatabaseRole): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = passwords[role];
    url.pathname = `/${database}`;
    return url.href;
  };
  const admin = new URL(adminUrl);
  admin.pathname = `/${database}`;
  return {
    admin: admin.href,
    owner: as('coffre_owner'),
    api: as('coffre_api'),
    worker: as('coffre_worker'),
    queue: as('coffre_queue'),
  };
}

async function asAdmin({ adminUrl }: Published, sql: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
