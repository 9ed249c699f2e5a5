import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { JsonOf } from '../../api/client';
import type { QuarantinedItem } from '../../api/schema';

const OPERATION = 'GET /v1/employers/{employerId}/quarantine';
const PAGE = 50;

type Pages = InfiniteData<JsonOf<typeof OPERATION>, string | null>;

/** What waits for a decision in all batches of the employer, oldest first, page after page. */
export function useWaiting(employerId: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: keyOf(employerId),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        OPERATION,
        {
          params: { employerId },
          query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Takes what was just decided out of the list, which is then read again. */
export function useForgetWaiting(employerId: string): (itemId: string) => void {
  const queries = useQueryClient();
  return (itemId) => {
    queries.setQueryData<Pages>(keyOf(employerId), (known) =>
      known === undefined
        ? known
        : {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.filter(({ item }) => item !== itemId),
            })),
          },
    );
    void queries.invalidateQueries({ queryKey: [OPERATION] });
    // Counts of its batch and of the month are others now.
    void queries.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => /\/(batches|months)/.test(String(operation)),
      refetchType: 'none',
    });
  };
}

function keyOf(employerId: string) {
  return [OPERATION, { employerId }] as const;
}

/** The one after it in the list, else the first; NULL where nothing else waits. */
export function nextAfter(items: readonly QuarantinedItem[], itemId: string): QuarantinedItem | null {
  const at = items.findIndex(({ item }) => item === itemId);
  return items[at + 1] ?? items.find(({ item }) => item !== itemId) ?? null;
}

export function addressOfItem(employerId: string, { batchId, item }: QuarantinedItem): string {
  return `/rh/${employerId}/a-verifier/${batchId}/${item}`;
}
