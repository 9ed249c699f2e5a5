import type { Actor } from '../../../infra/ports/unit-of-work';
import type { IngestionDeps } from '../deps';
import { type ItemView, readItems } from '../items/read-items';

const PAGE_SIZE = 500;

/**
 * Every item of a batch, in order, a page at a time: a report of any length takes
 * the memory of one page.
 *
 * @throws IngestionError `batch-not-found`, before the first page
 */
export async function* streamReport(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher'>,
  actor: Actor,
  employerId: string,
  batchId: string,
): AsyncGenerator<ItemView[], void, void> {
  for (let after = 0; ; ) {
    const items = await readItems(deps, actor, employerId, batchId, {
      state: null,
      proposal: null,
      after,
      limit: PAGE_SIZE,
    });
    if (items.length > 0) yield items;
    const last = items.at(-1);
    if (last === undefined || items.length < PAGE_SIZE) return;
    after = last.position;
  }
}
