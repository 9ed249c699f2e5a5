import type { Actor } from '../../../infra/ports/unit-of-work';
import { isUuid } from '../../../infra/ports/uuid';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { Batch } from '../tables';
import { type BatchView, viewBatches } from './view-batch';

/** Newest first; of one month only, where it is named. The cursor is the id of the last batch of the page before. @throws IngestionError `cursor-invalid` */
export async function listBatches(
  deps: Pick<IngestionDeps, 'uow' | 'limits'>,
  actor: Actor,
  employerId: string,
  {
    limit,
    cursor,
    period,
  }: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly period?: string | undefined;
  },
): Promise<{ items: BatchView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) throw new IngestionError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    const query = tx
      .getRepository(Batch)
      .createQueryBuilder('b')
      .where('b.employerId = :employerId', { employerId });
    if (period !== undefined) query.andWhere('b.period = :period', { period });
    if (cursor !== undefined) query.andWhere('b.id < :cursor', { cursor });
    const rows = await query
      .orderBy('b.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const items = await viewBatches(tx, deps, rows.slice(0, limit));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  });
}
