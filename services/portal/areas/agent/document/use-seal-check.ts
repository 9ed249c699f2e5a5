import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';

/** Has a file judged as a stranger's would be: by the independent check, from the file alone. */
export function useSealCheck(documentId: string, file: Blob | undefined, wanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['POST /v1/verify', documentId],
    queryFn: ({ signal }) =>
      api.call('POST /v1/verify', { body: file ?? new Blob() }, { signal, contentType: 'application/pdf' }),
    enabled: wanted && file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
}
