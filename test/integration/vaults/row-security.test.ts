import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { SYSTEM } from '../../../services/ingestion/deps';
import { openVaults, type Vaults } from './fixture';

/** Which column says whose a row is; NULL: no row of it is for the API. */
const TABLES = {
  vault: 'employer_id',
  document: 'employer_id',
  document_key: 'vault_id',
  content_key: 'employer_id',
  hidden_document: null,
  surplus_object: null,
  batch: 'employer_id',
  upload_part: 'employer_id',
  chunk: 'employer_id',
  lane_turn: null,
  item: 'employer_id',
  item_settlement: 'employer_id',
  page_image: 'employer_id',
  resumable_upload: 'employer_id',
  webhook_endpoint: 'employer_id',
  webhook_event: 'employer_id',
  webhook_delivery: 'employer_id',
} as const;
type Table = keyof typeof TABLES;

/** What an agent may see of their own. */
const OF_AGENTS: readonly Table[] = ['vault', 'document', 'document_key', 'hidden_document'];

let vaults: Vaults;
let data: Awaited<ReturnType<typeof openDataSource>>;
beforeAll(async () => {
  vaults = await openVaults();
  const { pipeline, office, neighbour } = vaults;
  data = await openDataSource({ url: pipeline.urls.api, entities: [], poolSize: 2 });
  // Something in the tables that a quiet day leaves empty.
  await pipeline.look(`insert into lane_turn (lane, employer_id, deficit) values (1, $1, 100)`, [office.id]);
  await pipeline.look(
    `insert into hidden_document (document_id, agent_vault_id, batch_id)
     select d.id, d.agent_vault_id, i.batch_id from document d join item i on i.document_id = d.id`,
  );
  await pipeline.look(
    `insert into surplus_object (bucket, object_key, version_id, size, reason, found_at)
     values ('agent-vaults', 'k', 'v', 1, 'reconciled', '2026-10-28')`,
  );
  await pipeline.look(
    `insert into item (id, batch_id, employer_id, position, state, file_key)
     select gen_random_uuid(), batch_id, employer_id, 9, 'quarantined', '' from item where employer_id = $1 limit 1`,
    [office.id],
  );
  await pipeline.look(
    `insert into item_settlement (item_id, batch_id, employer_id, employment_id, acknowledged, chosen_by,
       chosen_by_role, chosen_at, chunk_id)
     select i.id, i.batch_id, i.employer_id, i.employment_id, true, gen_random_uuid(), 'hr', '2026-10-28', c.id
     from item i join chunk c on c.batch_id = i.batch_id where i.employer_id = $1 and i.state = 'deposited' limit 1`,
    [office.id],
  );
  await pipeline.look(
    `insert into page_image (id, item_id, batch_id, employer_id, page, width, version_id, wrapped_key, drawn_at)
     select gen_random_uuid(), id, batch_id, employer_id, 1, 900, 'v', '', '2026-10-28'
     from item where employer_id = $1 limit 1`,
    [office.id],
  );
  for (const { id } of [office, neighbour]) {
    await pipeline.look(
      `insert into resumable_upload (id, batch_id, employer_id, length, created_at)
       select gen_random_uuid(), id, employer_id, 10, '2026-10-28' from batch where employer_id = $1 limit 1`,
      [id],
    );
    await pipeline.look(
      `with endpoint as (
         insert into webhook_endpoint (id, employer_id, wrapped_key, sealed_url, sealed_secret, created_at)
         values (gen_random_uuid(), $1, '', '', '', '2026-10-28') returning id
       ), event as (
         insert into webhook_event (id, employer_id, type, body, occurred_at)
         values (gen_random_uuid(), $1, 'webhook.test', '{}', '2026-10-28') returning id, sequence)
       insert into webhook_delivery (id, event_id, webhook_id, employer_id, sequence, state)
       select gen_random_uuid(), event.id, endpoint.id, $1, sequence, 'dead' from event, endpoint`,
      [id],
    );
  }
});
afterAll(async () => {
  await data.destroy();
  await vaults.pipeline.stop();
});

async function rows(actor: Actor, table: string): Promise<Record<string, unknown>[]> {
  return createUnitOfWork(data).run(actor, (tx) => tx.query(`select * from ${table}`));
}

/** Refused by the role's grants, or none by the policies. */
async function sees(actor: Actor, table: string): Promise<Record<string, unknown>[]> {
  return rows(actor, table).catch((error: { message: string }) => {
    expect(error.message).toContain('permission denied');
    return [];
  });
}

const hr = (employerId: string): Actor => ({ scope: { kind: 'employer', employerId }, role: 'hr', id: null });
const agent = (accountId: string): Actor => ({
  scope: { kind: 'agent', accountId },
  role: 'agent',
  id: null,
});

async function accountOf(documentId: string): Promise<string> {
  const [row] = await vaults.pipeline.look<{ id: string }>(
    `select o.account_id as id from vault_ownership o join document d on d.agent_vault_id = o.vault_id
     where d.id = $1`,
    [documentId],
  );
  return row?.id ?? '';
}

describe.each(Object.keys(TABLES) as Table[])('%s', (table) => {
  it('has rows, under forced row-level security', async () => {
    expect((await vaults.pipeline.look(`select 1 from ${table} limit 1`)).length).toBe(1);
    const [flags] = await vaults.pipeline.look(
      'select relrowsecurity as on, relforcerowsecurity as forced from pg_class where relname = $1',
      [table],
    );
    expect(flags).toEqual({ on: true, forced: true });
  });

  it.each(['api', 'worker', 'owner'] as const)('shows the role %s no row without a scope', async (role) => {
    const client = new Client({ connectionString: vaults.pipeline.urls[role] });
    await client.connect();
    try {
      const seen = await client.query(`select * from ${table}`).catch((error: Error) => {
        expect(error.message).toContain('permission denied');
        return { rowCount: 0 };
      });
      expect(seen.rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('shows the API nothing in the scopes system, operator and sign-in', async () => {
    for (const kind of ['system', 'operator', 'sign-in'] as const) {
      expect([kind, await sees({ scope: { kind }, role: 'system', id: null }, table)]).toEqual([kind, []]);
    }
  });

  it('shows an employer its own rows and no other’s', async () => {
    const column = TABLES[table];
    const own = await sees(hr(vaults.office.id), table);
    expect(await sees(hr(uuidv7()), table)).toEqual([]);
    if (column === null) return expect(own).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
    for (const row of own) expect(row[column]).toBe(vaults.office.id);
    if (table === 'vault') for (const row of own) expect(row.kind).toBe('employer');
    if (table === 'document_key') for (const row of own) expect(row.copy).toBe('employer');
  });

  it('shows an agent what is of their vault, and nobody else anything', async () => {
    const own = await sees(agent(await accountOf(vaults.agent.documentId)), table);
    expect(await sees(agent(uuidv7()), table)).toEqual([]);
    if (!OF_AGENTS.includes(table)) return expect(own).toEqual([]);
    expect(own).toHaveLength(1);
    const theirs = await sees(agent(await accountOf(vaults.colleague.documentId)), table);
    expect(theirs).toHaveLength(1);
    expect(theirs).not.toEqual(own);
  });

  it('shows the worker all in its own scope', async () => {
    const [all] = await vaults.pipeline.look<{ n: number }>(`select count(*)::int as n from ${table}`);
    const [seen] = await vaults.pipeline.worker.uow.run(SYSTEM, (tx) =>
      tx.query(`select count(*)::int as n from ${table}`),
    );
    expect(seen).toEqual(all);
  });
});

it('no table of these migrations is left out', () => {
  const named = [
    '0005_vaults.sql',
    '0006_ingestion.sql',
    '0010_publication.sql',
    '0011_quarantine.sql',
    '0012_uploads.sql',
    '0019_webhooks.sql',
  ].flatMap((file) => {
    const sql = readFileSync(`${__dirname}/../../../infra/postgres/migrations/${file}`, 'utf8');
    return [...sql.matchAll(/^create table (\w+)/gm)].map(([, name]) => name);
  });
  expect(Object.keys(TABLES).sort()).toEqual([...named].sort());
});

it('an employer cannot write what is not its own, nor anything but batches, their first chunk, and what it decides of its quarantine', async () => {
  const { office, neighbour } = vaults;
  const attempts = [
    `update batch set state = 'completed' where employer_id = '${neighbour.id}'`,
    `delete from upload_part where employer_id = '${neighbour.id}'`,
    `delete from page_image where employer_id = '${neighbour.id}'`,
    `delete from resumable_upload where employer_id = '${neighbour.id}'`,
    `update resumable_upload set received = length where employer_id = '${neighbour.id}'`,
    `delete from webhook_endpoint where employer_id = '${neighbour.id}'`,
    `update webhook_endpoint set disabled_at = null where employer_id = '${neighbour.id}'`,
    `update webhook_delivery set state = 'pending' where employer_id = '${neighbour.id}'`,
    // Only what is in quarantine can be rejected.
    `update item set state = 'rejected' where state <> 'quarantined'`,
    // Only a chunk that waits for its batch's confirmation is let go.
    `update chunk set state = 'done'`,
    `update document set corrects = id where employer_id = '${neighbour.id}'`,
  ];
  for (const sql of attempts) {
    const done = await createUnitOfWork(data).run(hr(office.id), (tx) => tx.query(`${sql} returning 1`));
    expect(done[0]).toEqual([]);
  }
  const refused = [
    `update document set state = 'reserved'`,
    'delete from document_key',
    `update item set state = 'deposited'`,
    `update item set document_id = null`,
    'delete from item_settlement',
    `update page_image set drawn_at = '2036-01-01'`,
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
       select '${uuidv7()}', id, employer_id, 0, 'settle', 'ready', 1, 2 from batch limit 1`,
    'delete from batch',
    'delete from webhook_event',
    `update webhook_event set body = '{}'`,
    'delete from webhook_delivery',
    `update webhook_endpoint set sealed_url = ''`,
    'delete from hidden_document',
    `update chunk set stage = 'match'`,
    `update document set withdrawn_at = null`,
    'insert into content_key select * from content_key',
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
       select '${uuidv7()}', id, employer_id, 0, 'deposit', 'ready', 0, 0 from batch limit 1`,
  ];
  for (const sql of refused) {
    await expect(createUnitOfWork(data).run(hr(office.id), (tx) => tx.query(sql))).rejects.toThrow(
      /permission denied|row-level security/,
    );
  }
});
