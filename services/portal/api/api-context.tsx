import {
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { ApiClient, CallOptions, InputOf, JsonOf, OperationName } from './client';

const ApiContext = createContext<ApiClient | null>(null);

export function ApiProvider({ api, children }: { readonly api: ApiClient; readonly children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>;
}

export function useApi(): ApiClient {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('useApi outside ApiProvider');
  return api;
}

type QuerySettings<T> = Omit<UseQueryOptions<T>, 'queryKey' | 'queryFn'>;

/** Reads from the API, cached by call and input. Invalidate with `[operation]` or `[operation, input]`. */
export function useApiQuery<K extends OperationName>(
  operation: K,
  input: InputOf<K>,
  settings: QuerySettings<JsonOf<K>> = {},
): UseQueryResult<JsonOf<K>> {
  const api = useApi();
  return useQuery({
    ...settings,
    queryKey: [operation, input],
    queryFn: ({ signal }) => api.call(operation, input, { signal }),
  });
}

/** Changes something: `const send = useApiCall('POST /v1/…'); send.mutate({params, body})`. */
export function useApiCall<K extends OperationName>(
  operation: K,
  options: CallOptions = {},
): UseMutationResult<JsonOf<K>, Error, InputOf<K>> {
  const api = useApi();
  return useMutation({ mutationFn: (input: InputOf<K>) => api.call(operation, input, options) });
}
