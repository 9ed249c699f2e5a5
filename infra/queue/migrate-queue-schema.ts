import { runMigrations } from 'bullmq';
import { Client } from 'pg';

/**
 * Makes or upgrades BullMQ's tables and functions in the schema `bullmq`, which
 * whoever made the role coffre_queue has made for it.
 *
 * @param url connection of the role coffre_queue
 */
export async function migrateQueueSchema(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations({
      async query<R>(text: string, parameters?: readonly unknown[]): Promise<{ rows: R[] }> {
        // Asks for the right to make schemas, even for one that exists: the role has no such right.
        if (/^CREATE SCHEMA IF NOT EXISTS/.test(text)) return { rows: [] };
        const { rows } = await client.query(text, parameters === undefined ? undefined : [...parameters]);
        return { rows };
      },
    });
  } finally {
    await client.end();
  }
}
