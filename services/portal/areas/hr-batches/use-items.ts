import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { InputOf } from '../../api/client';

const OPERATION = 'GET /v1/employers/{employerId}/batches/{batchId}/items';
const PAGE = 25;

type Query = NonNullable<InputOf<typeof OPERATION>['query']>;
export type ItemFilter = Pick<Query, 'state' | 'proposal'>;

interface Wanted {
  readonly employerId: string;
  readonly batchId: string;
  readonly filter: ItemFilter;
  /** Changes when the items have: they are then read again. */
  readonly news: string;
}

/** Items of a batch, page after page. */
export function useItems({ employerId, batchId, filter, news }: Wanted) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [OPERATION, { employerId, batchId, ...filter }, news],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        OPERATION,
        {
          params: { employerId, batchId },
          query: { limit: PAGE, ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Rows stay while the next filter's are on their way.
    placeholderData: (before) => before,
  });
}
