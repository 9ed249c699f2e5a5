import type { EntityManager } from 'typeorm';
import type { BatchProposal } from '../tables';
import { MONTH_CHANGES } from './month-changes';

const MOST_SIRETS = 20;

/**
 * What HR is asked to confirm, counted once, when all is matched. Last month is the
 * month before the batch's; a withdrawn document was never paid to anybody.
 */
export async function summariseProposal(tx: EntityManager, batchId: string): Promise<BatchProposal> {
  const [summary]: BatchProposal[] = await tx.query(SUMMARY, [batchId, MOST_SIRETS]);
  if (summary === undefined) throw new Error('proposal without a batch');
  return summary;
}

/** An item that the container already showed to be undepositable has no proposal beside it. */
const SUMMARY = `
  with ${MONTH_CHANGES},
  counted as (
    select coalesce(proposal_state, state) as state, count(*)::int as n
    from item where batch_id = $1 group by 1),
  beside as (
    select i.id from item i, b
    where i.batch_id = b.id and i.proposal_state in ('deposited', 'to-print') and i.type = 'payslip'
      and i.proposal_corrects is null
      and (exists (select 1 from document o
             where o.employer_id = b.employer_id and o.employment_id = i.proposal_employment_id
               and o.type = 'payslip' and o.period = i.period and o.withdrawn_at is null)
        or exists (select 1 from item o
             where o.batch_id = b.id and o.proposal_employment_id = i.proposal_employment_id
               and o.proposal_state in ('deposited', 'to-print') and o.type = 'payslip'
               and o.period = i.period and o.position < i.position))),
  sirets as (
    select distinct unnest(proposal_sirets) as siret from item where batch_id = $1 order by 1 limit $2)
  select
    coalesce((select n from counted where state = 'deposited'), 0) as ready,
    coalesce((select n from counted where state = 'quarantined'), 0) as "toCheck",
    coalesce((select n from counted where state = 'rejected'), 0) as unreadable,
    coalesce((select n from counted where state = 'duplicate'), 0) as duplicates,
    coalesce((select n from counted where state = 'to-print'), 0) as "toPrint",
    (select count(*)::int from beside) as "furtherSlips",
    (select count(*)::int from missing) as "missingSinceLastMonth",
    (select count(*)::int from added) as "newSinceLastMonth",
    array(select siret from sirets) as "otherSirets"`;
