import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { errorCode } from '../error-code';
import { migrate } from '../postgres/migrate';
import { DATABASE_ROLES, type DatabaseRole, prepareDatabase } from '../postgres/prepare-database';
import { migrateQueueSchema } from '../queue/migrate-queue-schema';
import { writePrivateFile } from './private-files';
import { StackError } from './stack-error';

/** Connections of an installation, by the variables that programs read. */
export interface DatabaseUrls {
  readonly DATABASE_URL: string;
  readonly WORKER_DATABASE_URL: string;
  readonly OWNER_DATABASE_URL: string;
  /** Absent where the queue is on Redis. */
  readonly QUEUE_DATABASE_URL?: string;
}

/**
 * Roles and database on a server that we administer. Passwords are made at the
 * first start and kept in `passwordFile`, for its owner alone.
 */
export async function prepareOwnDatabase(
  adminUrl: string,
  database: string,
  passwordFile: string,
): Promise<DatabaseUrls> {
  const passwords = await keepRolePasswords(passwordFile);
  await prepareDatabase(adminUrl, database, passwords);
  const as = (role: DatabaseRole): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = passwords[role];
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    DATABASE_URL: as('coffre_api'),
    WORKER_DATABASE_URL: as('coffre_worker'),
    OWNER_DATABASE_URL: as('coffre_owner'),
    QUEUE_DATABASE_URL: as('coffre_queue'),
  };
}

/**
 * A given server. With the connections of all roles it is taken as it is; with
 * `DATABASE_URL` alone, that is an administrator's, and the roles are made.
 */
export async function connectGivenDatabase(
  given: Readonly<Record<string, string | undefined>>,
  passwordFile: string,
): Promise<DatabaseUrls> {
  const { DATABASE_URL, WORKER_DATABASE_URL, OWNER_DATABASE_URL, QUEUE_DATABASE_URL } = given;
  if (!DATABASE_URL) throw new StackError('configuration', 'DATABASE_URL is not set');
  if (WORKER_DATABASE_URL && OWNER_DATABASE_URL) {
    const queue = QUEUE_DATABASE_URL ? { QUEUE_DATABASE_URL } : {};
    return { DATABASE_URL, WORKER_DATABASE_URL, OWNER_DATABASE_URL, ...queue };
  }
  if (WORKER_DATABASE_URL || OWNER_DATABASE_URL || QUEUE_DATABASE_URL) {
    throw new StackError(
      'configuration',
      "set WORKER_DATABASE_URL and OWNER_DATABASE_URL too, or an administrator's DATABASE_URL alone",
    );
  }
  const admin = new URL(DATABASE_URL);
  const database = decodeURIComponent(admin.pathname.slice(1)) || 'coffre';
  // The database that every server has: the one named need not exist yet.
  admin.pathname = '/postgres';
  return prepareOwnDatabase(admin.href, database, passwordFile);
}

/** Whether an installation lives in this database: it has been migrated once. */
export async function holdsInstallation(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('public.schema_migration') is not null as there",
    );
    return rows[0]?.there === true;
  } finally {
    await client.end();
  }
}

export async function migrateDatabase(urls: DatabaseUrls, root: string): Promise<void> {
  await migrate(urls.OWNER_DATABASE_URL, path.join(root, 'infra/postgres/migrations'));
  if (urls.QUEUE_DATABASE_URL !== undefined) await migrateQueueSchema(urls.QUEUE_DATABASE_URL);
}

async function keepRolePasswords(file: string): Promise<Record<DatabaseRole, string>> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const known = await readObject(file);
  const passwords = Object.fromEntries(
    DATABASE_ROLES.map((role) => {
      const password = known[role];
      return [role, typeof password === 'string' ? password : randomBytes(24).toString('base64url')];
    }),
  ) as Record<DatabaseRole, string>;
  await writePrivateFile(file, JSON.stringify(passwords));
  return passwords;
}

async function readObject(file: string): Promise<Record<string, unknown>> {
  try {
    return Object(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {};
    throw error;
  }
}
