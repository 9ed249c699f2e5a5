import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { openIdentity } from '../../directory/identity-record';
import type { AgentCopy } from '../../vaults/tables';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import type { ItemState } from '../tables';
import { type ItemClaim, openClaim } from './claim';

/** One row of the report. Columns and their meaning: the report contract. */
export interface ItemView {
  readonly item: string;
  readonly file: string;
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  /** Pages in reading order. */
  readonly pages: string;
  /** Pages that belong to no slip; none where each file is one document. */
  readonly ignoredPages: string;
  /** Of the employment reached; empty when nobody was. */
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly type: string;
  readonly period: string;
  readonly state: ItemState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly documentId: string | null;
  /** Whether the agent's vault holds it; NULL where there is no document. */
  readonly agentCopy: AgentCopy | null;
  readonly duplicateOf: string | null;
  readonly claimedPayrollNumber: string;
  readonly externalId: string;
  /** Position in the batch: the key of the next page. */
  readonly position: number;
}

interface ItemRow {
  readonly id: string;
  readonly position: number;
  readonly state: ItemState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly sealedClaim: Buffer;
  readonly pageCount: number | null;
  readonly documentId: string | null;
  readonly agentCopy: AgentCopy | null;
  readonly duplicateOf: string | null;
  readonly type: string | null;
  readonly period: string | null;
  readonly employmentId: string | null;
  readonly sealedIdentity: Buffer | null;
  readonly payrollNumber: string | null;
}

export interface ItemQuery {
  readonly state: ItemState | null;
  /** Position of the last item of the page before; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
}

/** Items in batch order. @throws IngestionError `batch-not-found` */
export async function readItems(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  batchId: string,
  query: ItemQuery,
): Promise<ItemView[]> {
  return deps.uow.run(actor, async (tx) => {
    const batch = await findBatch(tx, employerId, batchId);
    const records = await openEmployerRecords(tx, deps, employerId);
    const rows = await selectItems(tx, batchId, batch.source, query);
    return rows.map((row) => viewItem(records, batch.period, row));
  });
}

function selectItems(
  tx: EntityManager,
  batchId: string,
  source: string,
  { state, after, limit }: ItemQuery,
): Promise<ItemRow[]> {
  return tx.query(
    `select i.id, i.position, i.state, i.code, i.reason, i.sealed_claim as "sealedClaim", i.pages as "pageCount",
       case when i.state in ('deposited', 'to-print') then i.document_id end as "documentId",
       case when d.state = 'deposited' then d.agent_copy end as "agentCopy", i.duplicate_of as "duplicateOf", i.type, i.period, e.id as "employmentId",
       e.sealed_identity as "sealedIdentity",
       (select p.number from payroll_number p where p.employment_id = e.id and p.source = $2
        order by p.valid @> (i.period || '-01')::date desc, upper(p.valid) desc nulls first limit 1) as "payrollNumber"
     from item i left join document d on d.id = i.document_id
       left join employment e on e.id = i.employment_id and i.state in ('deposited', 'to-print', 'duplicate')
     where i.batch_id = $1 and i.position > $3 and ($4::text is null or i.state = $4)
     order by i.position limit $5`,
    [batchId, source, after, state, limit],
  );
}

function viewItem(records: EmployerRecords, batchPeriod: string, row: ItemRow): ItemView {
  const claim: ItemClaim = openClaim(records, row.id, row.sealedClaim);
  const identity: { familyName: string } | null =
    row.employmentId === null || row.sealedIdentity === null
      ? null
      : openIdentity(records, row.employmentId, row.sealedIdentity);
  const pageCount = row.pageCount ?? 0;
  return {
    item: row.id,
    file: claim.file,
    firstPage: pageCount === 0 ? null : 1,
    lastPage: pageCount === 0 ? null : pageCount,
    pages: Array.from({ length: pageCount }, (_, at) => at + 1).join(','),
    ignoredPages: '',
    payrollNumber: row.payrollNumber ?? '',
    familyName: identity?.familyName ?? '',
    type: row.type ?? claim.type ?? '',
    period: row.period ?? claim.period ?? batchPeriod,
    state: row.state,
    code: row.code,
    reason: row.reason,
    documentId: row.documentId,
    agentCopy: row.agentCopy,
    duplicateOf: row.duplicateOf,
    claimedPayrollNumber: claim.payrollNumber ?? '',
    externalId: claim.externalId ?? '',
    position: row.position,
  };
}
