import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { openIdentity } from '../../directory/identity-record';
import type { AgentCopy } from '../../vaults/tables';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import type { ItemState, ProposalState } from '../tables';
import { type ItemClaim, openClaim } from './claim';

/** One row of the report. Columns and their meaning: the report contract. */
export interface ItemView {
  readonly item: string;
  readonly file: string;
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  /** Pages in reading order. */
  readonly pages: string;
  /** Cover and blank pages beside it in a merged PDF, which are in no item. */
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
  /** What would become of it, while its dry run waits for the confirmation. */
  readonly proposal: ItemProposal | null;
  /** Position in the batch: the key of the next page. */
  readonly position: number;
}

export interface ItemProposal {
  readonly state: ProposalState;
  /** Of the employment that it would reach; empty when nobody. */
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly code: string | null;
  readonly pages: string;
}

interface ItemRow {
  readonly id: string;
  readonly position: number;
  readonly state: ItemState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly sealedClaim: Buffer;
  readonly pageCount: number | null;
  /** Of a merged PDF; NULL where the file is the document. */
  readonly ownPages: readonly number[] | null;
  readonly ignored: readonly number[] | null;
  readonly documentId: string | null;
  readonly agentCopy: AgentCopy | null;
  readonly duplicateOf: string | null;
  readonly type: string | null;
  readonly period: string | null;
  readonly batchPeriod: string;
  readonly employmentId: string | null;
  readonly sealedIdentity: Buffer | null;
  readonly payrollNumber: string | null;
  readonly proposalState: ProposalState | null;
  readonly proposalCode: string | null;
}

export interface ItemQuery {
  readonly state: ItemState | null;
  readonly proposal: ProposalState | null;
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
    await findBatch(tx, employerId, batchId);
    const records = await openEmployerRecords(tx, deps, employerId);
    const rows = await selectItems(tx, batchId, query);
    return rows.map((row) => viewItem(records, row));
  });
}

/** The named items, whatever their batches, by id. */
export async function readNamedItems(
  tx: EntityManager,
  records: EmployerRecords,
  ids: readonly string[],
): Promise<ItemView[]> {
  const rows: ItemRow[] = await tx.query(`${SELECT_ITEMS} where i.id = any ($1::uuid[]) order by i.id`, [
    ids,
  ]);
  return rows.map((row) => viewItem(records, row));
}

function selectItems(
  tx: EntityManager,
  batchId: string,
  { state, proposal, after, limit }: ItemQuery,
): Promise<ItemRow[]> {
  return tx.query(
    `${SELECT_ITEMS}
     where i.batch_id = $1 and i.position > $2 and ($3::text is null or i.state = $3)
       and ($5::text is null or (b.state = 'proposed' and coalesce(i.proposal_state, i.state) = $5))
     order by i.position limit $4`,
    [batchId, after, state, limit, proposal],
  );
}

const SELECT_ITEMS = `select i.id, i.position, i.state, i.code, i.reason, i.sealed_claim as "sealedClaim", i.pages as "pageCount",
       i.entry->'pages' as "ownPages", i.entry->'ignored' as ignored,
       case when i.state in ('deposited', 'to-print') then i.document_id end as "documentId",
       case when d.state = 'deposited' and i.state in ('deposited', 'to-print')
         then case d.agent_copy when 'released' then 'released' else 'withheld' end end as "agentCopy", i.duplicate_of as "duplicateOf", i.type, i.period, e.id as "employmentId",
       case when b.state = 'proposed' then coalesce(i.proposal_state, i.state) end as "proposalState",
       coalesce(i.proposal_code, i.code) as "proposalCode",
       e.sealed_identity as "sealedIdentity", b.period as "batchPeriod",
       (select p.number from payroll_number p where p.employment_id = e.id and p.source = b.source
        order by p.valid @> (i.period || '-01')::date desc, upper(p.valid) desc nulls first limit 1) as "payrollNumber"
     from item i join batch b on b.id = i.batch_id left join document d on d.id = i.document_id
       left join employment e on e.id = case
         when i.state in ('deposited', 'to-print', 'duplicate') then i.employment_id
         -- Somebody is asked whether to deposit these: they must see for whom.
         when i.state = 'pending' and b.state = 'matching' and b.further_slips_since is not null then i.employment_id
         when b.state = 'proposed' then i.proposal_employment_id end`;

function viewItem(records: EmployerRecords, row: ItemRow): ItemView {
  const claim: ItemClaim = openClaim(records, row.id, row.sealedClaim);
  const identity: { familyName: string } | null =
    row.employmentId === null || row.sealedIdentity === null
      ? null
      : openIdentity(records, row.employmentId, row.sealedIdentity);
  const numbers = row.ownPages ?? Array.from({ length: row.pageCount ?? 0 }, (_, at) => at + 1);
  const pages = numbers.join(',');
  const reached = { payrollNumber: row.payrollNumber ?? '', familyName: identity?.familyName ?? '' };
  const proposal =
    row.proposalState === null
      ? null
      : { state: row.proposalState, code: row.proposalCode, pages, ...reached };
  return {
    item: row.id,
    file: claim.file,
    firstPage: numbers.length === 0 ? null : Math.min(...numbers),
    lastPage: numbers.length === 0 ? null : Math.max(...numbers),
    pages,
    ignoredPages: (row.ignored ?? []).join(','),
    // Nobody is reached by a trial.
    ...(proposal === null ? reached : { payrollNumber: '', familyName: '' }),
    type: row.type ?? claim.type ?? '',
    period: row.period ?? claim.period ?? row.batchPeriod,
    state: row.state,
    code: row.code,
    reason: row.reason,
    documentId: row.documentId,
    agentCopy: row.agentCopy,
    duplicateOf: row.duplicateOf,
    claimedPayrollNumber: claim.payrollNumber ?? '',
    externalId: claim.externalId ?? '',
    proposal,
    position: row.position,
  };
}
