import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { isRunning } from './batch-state';

const OPERATION = 'GET /v1/employers/{employerId}/batches';
const WHILE_RUNNING_MS = 5_000;

/** Batches of the employer, or those of one month, newest first; read again while one of them is under way. */
export function useBatches(employerId: string, limit: number, period?: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [OPERATION, { employerId, limit, period }],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        OPERATION,
        {
          params: { employerId },
          query: {
            limit,
            ...(period === undefined ? {} : { period }),
            ...(pageParam === null ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(isRunning)) === true ? WHILE_RUNNING_MS : false,
  });
}
