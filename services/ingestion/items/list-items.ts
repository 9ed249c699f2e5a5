import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { ItemState, ProposalState } from '../tables';
import { type ItemView, readItems } from './read-items';

const CURSOR = /^\d{1,9}$/;

/**
 * A page of items in batch order. The cursor is the position of the last item of
 * the page before.
 *
 * @throws IngestionError `batch-not-found`, `cursor-invalid`
 */
export async function listItems(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  batchId: string,
  query: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly state?: ItemState | undefined;
    /** What a dry run proposes for it: none, unless the batch is `proposed`. */
    readonly proposal?: ProposalState | undefined;
  },
): Promise<{ items: ItemView[]; nextCursor: string | null }> {
  const { limit, cursor = '0', state = null, proposal = null } = query;
  if (!CURSOR.test(cursor)) throw new IngestionError('cursor-invalid');
  const after = Number(cursor);
  const rows = await readItems(deps, actor, employerId, batchId, {
    state,
    proposal,
    after,
    limit: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.position) : null };
}
