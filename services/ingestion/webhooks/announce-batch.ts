import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../infra/ports/clock';
import type { BatchEvent } from './events';
import { lockListeners, recordEvent } from './record-event';

interface Facts {
  readonly employerId: string;
  readonly state: string;
  readonly revision: number;
  readonly failureCode: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Tells the employer's endpoints what has just become of a batch, in the
 * transaction in which it did. The batch's row is locked by the caller: its
 * events are in the order of what happened.
 */
export async function announceBatch(
  tx: EntityManager,
  { clock }: { readonly clock: Clock },
  batchId: string,
  type: BatchEvent,
): Promise<void> {
  const [facts]: Facts[] = await tx.query(
    `select employer_id as "employerId", state, revision, failure_code as "failureCode",
       (select coalesce(jsonb_object_agg(state, count), '{}') from
         (select state, count(*) from item where batch_id = b.id group by state) counted) as counts
     from batch b where id = $1
       and exists (select 1 from webhook_endpoint e where e.employer_id = b.employer_id)`,
    [batchId],
  );
  if (facts === undefined) return;
  const { employerId, state, revision, failureCode, counts } = facts;
  const data = {
    employerId,
    batchId,
    state,
    revision,
    counts,
    received: Object.values(counts).reduce((sum, count) => sum + count, 0),
    openQuarantine: counts.quarantined ?? 0,
    failureCode,
  };
  const listeners = await lockListeners(tx, employerId);
  await recordEvent(tx, { type, at: clock.now(), employerId, batchId, data }, listeners);
}

/**
 * Tells that something of a completed batch waits for a person, or that nothing
 * does any more: once for each time that it changes. Called wherever that may
 * just have changed.
 */
export async function announceQuarantine(
  tx: EntityManager,
  deps: { readonly clock: Clock },
  batchId: string,
): Promise<void> {
  const [changed]: { open: boolean }[] = await tx.query(
    `with changed as (
       update batch b set quarantine_announced = now.open
       from (select exists (select 1 from item where batch_id = $1 and state = 'quarantined') as open) now
       where b.id = $1 and b.state = 'completed' and b.quarantine_announced <> now.open
       returning now.open)
     select open from changed`,
    [batchId],
  );
  if (changed === undefined) return;
  await announceBatch(
    tx,
    deps,
    batchId,
    changed.open ? 'batch.quarantine-opened' : 'batch.quarantine-settled',
  );
}
