import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { InputOf } from '../../api/client';

const OPERATION = 'GET /v1/employers/{employerId}/batches/{batchId}/proposal/agents/{change}';
const PAGE = 100;

export type MonthChange = InputOf<typeof OPERATION>['params']['change'];

/** Who a dry run leaves without a payslip, or who had none the month before. */
export function useMonthChanges(params: InputOf<typeof OPERATION>['params']) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [OPERATION, params],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        OPERATION,
        { params, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
