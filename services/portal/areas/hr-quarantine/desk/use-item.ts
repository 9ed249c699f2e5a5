import { useQueryClient } from '@tanstack/react-query';
import { useApi, useApiQuery } from '../../../api/api-context';
import type { ItemDetail, QuarantinedItem } from '../../../api/schema';

const OPERATION = 'GET /v1/employers/{employerId}/batches/{batchId}/items/{itemId}';

export interface ItemPath {
  readonly employerId: string;
  readonly batchId: string;
  readonly itemId: string;
}

export function useItem(path: ItemPath) {
  return useApiQuery(OPERATION, { params: path });
}

/** Reads one that will be looked at soon: its page is there when it is gone to. */
export function useReadAhead(): (employerId: string, next: QuarantinedItem) => void {
  const api = useApi();
  const queries = useQueryClient();
  return (employerId, { batchId, item }) => {
    const input = { params: { employerId, batchId, itemId: item } };
    void queries.prefetchQuery({
      queryKey: [OPERATION, input],
      queryFn: ({ signal }) => api.call(OPERATION, input, { signal }),
    });
  };
}

/** Nobody has decided on it, nor is anybody about to. */
export function isWaiting({ item, settling }: ItemDetail): boolean {
  return item.state === 'quarantined' && !settling;
}
