import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { isUuid } from '../../../infra/ports/uuid';
import { openEmployerRecords } from '../../directory/employer-records';
import { openIdentity } from '../../directory/identity-record';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { MONTH_CHANGES } from './month-changes';

export const MONTH_CHANGE_KINDS = ['missing', 'new'] as const;
export type MonthChangeKind = (typeof MONTH_CHANGE_KINDS)[number];

export interface ChangedAgent {
  readonly agentId: string;
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
}

interface ChangedRow {
  readonly agentId: string;
  readonly payrollNumber: string;
  readonly sealedIdentity: Buffer;
}

interface Wanted {
  readonly employerId: string;
  readonly batchId: string;
  readonly change: MonthChangeKind;
  readonly limit: number;
  /** Employment of the last row of the page before. */
  readonly cursor?: string | undefined;
}

/**
 * Who the two numbers of a proposal are, by matricule: paid the month before and not by this
 * batch, or the other way round. Nobody, unless it is `proposed`. Journaled in the employer's vault.
 *
 * @throws IngestionError `batch-not-found`, `cursor-invalid`
 */
export async function listMonthChanges(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher' | 'journal'>,
  actor: Actor,
  { employerId, batchId, change, limit, cursor }: Wanted,
): Promise<{ items: ChangedAgent[]; nextCursor: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) throw new IngestionError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    const { state } = await findBatch(tx, employerId, batchId);
    const records = await openEmployerRecords(tx, deps, employerId);
    const rows = state === 'proposed' ? await selectChanged(tx, batchId, change, limit + 1, cursor) : [];
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'employer', id: employerId },
        employerId,
        owner: employerId,
        action: 'list',
        outcome: 'done',
      },
    ]);
    const items = rows.slice(0, limit).map(({ sealedIdentity, ...row }) => {
      const { familyName, usageName, givenName } = openIdentity(records, row.agentId, sealedIdentity);
      return { ...row, familyName, usageName, givenName };
    });
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.agentId ?? null) : null };
  });
}

function selectChanged(
  tx: EntityManager,
  batchId: string,
  change: MonthChangeKind,
  limit: number,
  cursor: string | undefined,
): Promise<ChangedRow[]> {
  return tx.query(change === 'missing' ? SELECT_MISSING : SELECT_NEW, [batchId, cursor ?? null, limit]);
}

/** The matricule is that of the batch's payroll, where there is one. */
const selectFrom = (changed: 'missing' | 'added') => `
  with ${MONTH_CHANGES},
  named as (
    select e.id, e.sealed_identity, (
      select p.number from payroll_number p, b where p.employment_id = e.id
      order by p.source = b.source desc, lower(p.valid) desc, p.number desc limit 1) as number
    from ${changed} c join employment e on e.id = c.id)
  select id as "agentId", number as "payrollNumber", sealed_identity as "sealedIdentity" from named
  where $2::uuid is null or (number, id) > (select number, id from named where id = $2)
  order by number, id limit $3`;

const SELECT_MISSING = selectFrom('missing');
const SELECT_NEW = selectFrom('added');
