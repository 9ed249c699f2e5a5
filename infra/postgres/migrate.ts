import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';

/** Arbitrary, ours: two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_130_001;

/**
 * Runs every migration of `directory` that this database has not had, in the
 * order of their numbers, each in a transaction of its own together with its
 * row in `schema_migration`. A crash leaves the database at a migration's end,
 * never inside one.
 *
 * @param ownerUrl connection of the role that owns the tables; no other role may do DDL
 * @returns names of the migrations that ran
 */
export async function migrate(ownerUrl: string, directory: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create table if not exists schema_migration (name text primary key)');
    const known = await client.query<{ name: string }>('select name from schema_migration');
    const done = new Set(known.rows.map((row) => row.name));
    const pending = (await readdir(directory)).filter((name) => name.endsWith('.sql') && !done.has(name));
    for (const name of pending.sort()) {
      await runOne(client, name, await readFile(path.join(directory, name), 'utf8'));
    }
    return pending;
  } finally {
    await client.end();
  }
}

async function runOne(client: Client, name: string, sql: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
