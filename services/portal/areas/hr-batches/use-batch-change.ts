import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { ApiClient } from '../../api/client';
import { isProblem } from '../../api/failures';
import type { Batch } from '../../api/schema';

const BATCH = 'GET /v1/employers/{employerId}/batches/{batchId}';
const BATCHES = 'GET /v1/employers/{employerId}/batches';
const MONTH = 'GET /v1/employers/{employerId}/months/{period}';

export interface BatchPath {
  readonly employerId: string;
  readonly batchId: string;
}

/** Changes a batch, and shows at once what the API answered; lists and numbers are read again. */
export function useBatchChange<T = void>(
  path: BatchPath,
  change: (api: ApiClient, path: BatchPath, wanted: T) => Promise<Batch>,
) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: T) => change(api, path, wanted),
    onSuccess: (batch) => {
      queries.setQueryData([BATCH, { params: path }], batch);
      forgetLists(queries);
    },
    onError: (error) => {
      // Somebody else, or the time, was faster: the page shows where the batch is now.
      if (!isProblem(error, 'batch-not-proposed', 'batch-published', 'batch-failed')) return;
      void queries.invalidateQueries({ queryKey: [BATCH, { params: path }] });
    },
  });
}

function forgetLists(queries: QueryClient): void {
  for (const operation of [BATCHES, MONTH]) void queries.invalidateQueries({ queryKey: [operation] });
}
