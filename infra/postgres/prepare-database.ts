import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** The database roles of an installation: who they are for, and nothing more than that needs. */
export const DATABASE_ROLES = ['coffre_owner', 'coffre_api', 'coffre_worker', 'coffre_queue'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/**
 * Makes roles and database on a server that has none yet; on one that has, sets
 * the passwords again, so that a kept data folder and new secrets agree.
 *
 * `coffre_owner` owns the tables and runs migrations; `coffre_api` and
 * `coffre_worker` have neither DDL nor BYPASSRLS; `coffre_queue` sees nothing
 * but its own schema.
 *
 * @param adminUrl connection of a role that may create roles and databases
 */
export async function prepareDatabase(
  adminUrl: string,
  database: string,
  passwords: Readonly<Record<DatabaseRole, string>>,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const role of DATABASE_ROLES) {
      const exists = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = exists.rowCount === 0 ? 'create' : 'alter';
      await client.query(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${escapeLiteral(passwords[role])}`,
      );
    }
    const exists = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (exists.rowCount === 0) {
      await client.query(
        `create database ${escapeIdentifier(database)} owner coffre_owner encoding 'UTF8' template template0`,
      );
      await client.query(`revoke connect on database ${escapeIdentifier(database)} from public`);
      await client.query(
        `grant connect on database ${escapeIdentifier(database)} to coffre_api, coffre_worker, coffre_queue`,
      );
    }
  });
  const inside = new URL(adminUrl);
  inside.pathname = `/${database}`;
  await withClient(inside.href, async (client) => {
    await client.query('create extension if not exists btree_gist');
    await client.query('create schema if not exists bullmq authorization coffre_queue');
    await client.query('alter role coffre_queue set search_path = bullmq');
    await client.query('grant create, usage on schema public to coffre_owner');
  });
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
