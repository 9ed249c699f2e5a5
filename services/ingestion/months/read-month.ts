import type { Actor, UnitOfWork } from '../../../infra/ports/unit-of-work';
import type { Journal } from '../../journal/append-entries';

/** A month at a glance: numbers alone, of everything the employer had sent for it. */
export interface MonthView {
  /** `YYYY-MM` */
  readonly period: string;
  readonly received: number;
  readonly deposited: number;
  readonly toPrint: number;
  readonly quarantined: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly agents: number;
  readonly notActivated: number;
  readonly batches: number;
  readonly missingSinceLastMonth: number;
  readonly newSinceLastMonth: number;
}

export interface MonthReader {
  readonly uow: UnitOfWork;
  readonly journal: Journal;
}

/** Counted in the employer's vault, and journaled there (NF Z42-020: count). */
export async function readMonth(
  deps: MonthReader,
  actor: Actor,
  { employerId, period }: { readonly employerId: string; readonly period: string },
): Promise<MonthView> {
  return deps.uow.run(actor, async (tx) => {
    const [items] = await tx.query(COUNT_ITEMS, [employerId, period]);
    const [people] = await tx.query(COUNT_PEOPLE, [employerId, period]);
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'employer', id: employerId },
        employerId,
        owner: employerId,
        action: 'count',
        outcome: 'done',
      },
    ]);
    return { period, ...items, ...people };
  });
}

/** Batches that were sent: neither one that nobody submitted nor a trial that nobody confirmed. */
const COUNT_ITEMS = `
  with sent as (
    select id from batch where employer_id = $1 and period = $2 and submitted_at is not null
      and (not dry_run or confirmed_at is not null)),
  counted as (
    select state, count(*) as n from item where batch_id in (select id from sent) group by state)
  select (select count(*) from sent)::integer as batches,
    coalesce(sum(n) filter (where state <> 'cancelled'), 0)::integer as received,
    coalesce(sum(n) filter (where state = 'deposited'), 0)::integer as deposited,
    coalesce(sum(n) filter (where state = 'to-print'), 0)::integer as "toPrint",
    coalesce(sum(n) filter (where state = 'quarantined'), 0)::integer as quarantined,
    coalesce(sum(n) filter (where state = 'rejected'), 0)::integer as rejected,
    coalesce(sum(n) filter (where state = 'duplicate'), 0)::integer as duplicate
  from counted`;

/** By documents, not items: a slip to print lies in the employer's vault too, and one that was withdrawn counts nowhere. */
const COUNT_PEOPLE = `
  with month as (
    select day as first, (day + interval '1 month' - interval '1 day')::date as last,
      to_char(day - interval '1 month', 'YYYY-MM') as before
    from (select ($2 || '-01')::date as day) as begins),
  paid as (
    select distinct employment_id from document
    where employer_id = $1 and state = 'deposited' and withdrawn_at is null and type = 'payslip'
      and period = $2),
  paid_before as (
    select distinct employment_id from document
    where employer_id = $1 and state = 'deposited' and withdrawn_at is null and type = 'payslip'
      and period = (select before from month)),
  running as (
    select e.id, e.activated from employment e, month
    where e.employer_id = $1 and e.start_date <= month.last
      and (e.end_date is null or e.end_date >= month.first))
  select (select count(*) from running)::integer as agents,
    (select count(*) from running where not activated)::integer as "notActivated",
    (select count(*) from paid_before join running on running.id = paid_before.employment_id
      where not exists (select from paid where paid.employment_id = running.id))::integer
      as "missingSinceLastMonth",
    (select count(*) from paid where not exists (
      select from paid_before where paid_before.employment_id = paid.employment_id))::integer
      as "newSinceLastMonth"`;
