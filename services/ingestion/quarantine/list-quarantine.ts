import type { Actor } from '../../../infra/ports/unit-of-work';
import { isUuid } from '../../../infra/ports/uuid';
import { openEmployerRecords } from '../../directory/employer-records';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { type ItemView, readNamedItems } from '../items/read-items';

export interface QuarantinedItem extends ItemView {
  readonly batchId: string;
  readonly batchReference: string;
  /** When its batch was submitted. */
  readonly receivedAt: string;
}

interface Waiting {
  readonly id: string;
  readonly batchId: string;
  readonly batchReference: string;
  readonly submittedAt: Date;
}

/**
 * Items of all batches of the employer that wait for a decision, oldest first. The
 * cursor is the id of the last item of the page before. @throws IngestionError `cursor-invalid`
 */
export async function listQuarantine(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: QuarantinedItem[]; nextCursor: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) throw new IngestionError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    const records = await openEmployerRecords(tx, deps, employerId);
    const waiting: Waiting[] = await tx.query(
      `select i.id, b.id as "batchId", b.reference as "batchReference", b.submitted_at as "submittedAt"
       from item i join batch b on b.id = i.batch_id
       where i.employer_id = $1 and i.state = 'quarantined' and ($2::uuid is null or i.id > $2)
         and not exists (select 1 from item_settlement s where s.item_id = i.id)
       order by i.id limit $3`,
      [employerId, cursor ?? null, limit + 1],
    );
    const page = waiting.slice(0, limit);
    const views = await readNamedItems(
      tx,
      records,
      page.map(({ id }) => id),
    );
    const items = views.flatMap((view): QuarantinedItem[] => {
      const found = page.find(({ id }) => id === view.item);
      if (found === undefined) return [];
      const { batchId, batchReference, submittedAt } = found;
      return [{ ...view, batchId, batchReference, receivedAt: submittedAt.toISOString() }];
    });
    return { items, nextCursor: waiting.length > limit ? (items.at(-1)?.item ?? null) : null };
  });
}
