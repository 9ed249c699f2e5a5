import type { EntityManager } from 'typeorm';
import type { EmployerSettings } from '../../directory/settings';

/**
 * Whether so many further slips look like a month sent again by mistake, and nobody has
 * agreed to that many.
 *
 * @param received all items of the batch, whatever became of them
 * @param agreed how many a person has confirmed, 0 where nobody was asked
 */
export function mustAsk(
  { sharePercent, minimum }: EmployerSettings['furtherSlips'],
  { further, received, agreed }: { further: number; received: number; agreed: number },
): boolean {
  return further >= minimum && further * 100 > sharePercent * received && further > agreed;
}

/**
 * Payslips that a matched batch would put beside another of the same agent and month,
 * replacing none. That other may be of the same batch: then the second of the two counts.
 * Of another batch under way, it counts for whichever reserved later, so for one of them only.
 */
export async function countFurtherSlips(
  tx: EntityManager,
  batchId: string,
): Promise<{ further: number; received: number }> {
  const [counted]: { further: number; received: number }[] = await tx.query(
    `select count(*)::int as received,
       count(*) filter (where i.state = 'pending' and d.state = 'reserved' and d.type = 'payslip'
         and d.corrects is null and exists (
           select 1 from document o
           where o.employment_id = d.employment_id and o.type = 'payslip' and o.period = d.period
             and o.employer_id = d.employer_id and o.withdrawn_at is null
             and (o.state = 'deposited' or o.id < d.id)))::int as further
     from item i left join document d on d.id = i.document_id where i.batch_id = $1`,
    [batchId],
  );
  if (counted === undefined) throw new Error('count without a row');
  return counted;
}
