import { Client } from 'pg';
import type { Environment } from '../../../infra/local/stack-environment';

/** Looks into the database beside the service: no API tells when an entry got its index. */
export interface JournalWatch {
  /** Whether every journal entry of the batch's documents has its place in the log. */
  hasIndexed(batchId: string): Promise<boolean>;
  /** Bytes of each sealed file, by document id. */
  sealedSizes(batchId: string): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

const PENDING = `select 1 from journal_pending p
  join journal_entry e on e.id = p.entry_id
  join item i on i.document_id = e.document_id
  where i.batch_id = $1 limit 1`;

const SEALED_SIZES = `select d.id, d.sealed_size as size from item i
  join document d on d.id = i.document_id where i.batch_id = $1`;

export async function openJournalWatch(environment: Environment): Promise<JournalWatch> {
  const client = new Client({ connectionString: environment.WORKER_DATABASE_URL });
  await client.connect();
  // Of this connection, which only looks.
  await client.query("select set_config('app.scope', 'system', false)");
  return {
    hasIndexed: async (batchId) => (await client.query(PENDING, [batchId])).rowCount === 0,
    async sealedSizes(batchId) {
      const { rows } = await client.query<{ id: string; size: number }>(SEALED_SIZES, [batchId]);
      return new Map(rows.map(({ id, size }) => [id, size]));
    },
    close: () => client.end(),
  };
}
