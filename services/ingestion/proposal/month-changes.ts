/**
 * Whom a dry run (`$1`) would leave without a payslip, and whom it pays and the month before did
 * not: `missing` and `added`, by employment. Missing are looked for in the batch's payroll alone,
 * and not where an earlier batch has brought this month's slip already.
 */
export const MONTH_CHANGES = `
  b as (
    select id, employer_id, source, period,
      to_char((period || '-01')::date - interval '1 month', 'YYYY-MM') as before
    from batch where id = $1),
  paid as (
    select distinct i.proposal_employment_id as id from item i, b
    where i.batch_id = b.id and i.proposal_state in ('deposited', 'to-print', 'duplicate')
      and i.type = 'payslip' and i.period = b.period),
  slips as (
    select d.employment_id as id, d.period from document d, b
    where d.employer_id = b.employer_id and d.state = 'deposited' and d.withdrawn_at is null
      and d.type = 'payslip' and d.period in (b.period, b.before)),
  missing as (
    select distinct s.id from slips s, b, employment e
    where s.period = b.before and e.id = s.id
      and (e.end_date is null or e.end_date >= (b.period || '-01')::date)
      and exists (select 1 from payroll_number p where p.employment_id = s.id and p.source = b.source)
      and not exists (select 1 from paid where paid.id = s.id)
      and not exists (select 1 from slips this where this.id = s.id and this.period = b.period)),
  added as (
    select id from paid
    where not exists (select 1 from slips s, b where s.id = paid.id and s.period = b.before))`;
