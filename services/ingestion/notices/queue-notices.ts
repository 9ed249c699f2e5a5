import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';

/** One mail for each signed-up agent whom this batch brought something, in the transaction that completes it. */
export async function queueNotices(tx: EntityManager, batchId: string, at: Date): Promise<void> {
  const accounts: { id: string }[] = await tx.query(
    `select distinct o.account_id as id
     from item i join document d on d.id = i.document_id
       join vault_ownership o on o.vault_id = d.agent_vault_id
     where i.batch_id = $1 and i.state = 'deposited' and d.agent_copy = 'released'`,
    [batchId],
  );
  await tx.query(
    `insert into notice_mail (id, batch_id, account_id, created_at)
     select id, $1, account_id, $2 from unnest($3::uuid[], $4::uuid[]) as new (id, account_id)
     on conflict do nothing`,
    [batchId, at, accounts.map(() => uuidv7()), accounts.map((account) => account.id)],
  );
}

/** One more mail for the agent of an item that was settled after its batch was theirs to see. */
export async function queueItemNotice(
  tx: EntityManager,
  batchId: string,
  itemId: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into notice_mail (id, batch_id, item_id, account_id, created_at)
     select $1, $2, i.id, o.account_id, $4
     from item i join batch b on b.id = i.batch_id join document d on d.id = i.document_id
       join vault_ownership o on o.vault_id = d.agent_vault_id
     where i.id = $3 and i.state = 'deposited' and d.agent_copy = 'released' and b.published_at is not null
     on conflict do nothing`,
    [uuidv7(), batchId, itemId, at],
  );
}
