import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

export const AGENTS = 'GET /v1/employers/{employerId}/agents';
const SEARCH = 'POST /v1/employers/{employerId}/agents/search';

export interface AgentFilter {
  /** '': everybody. */
  readonly search: string;
  /** Undefined: whether they have activated or not. */
  readonly activated: boolean | undefined;
}

/** Agents by matricule, page after page; what a person typed goes in a body, for a URL carries no name. */
export function useAgents(employerId: string, { search, activated }: AgentFilter, limit: number) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [AGENTS, { employerId, search, activated, limit }],
    queryFn: ({ pageParam, signal }) => {
      const asked = {
        limit,
        ...(activated === undefined ? {} : { activated }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return search === ''
        ? api.call(AGENTS, { params: { employerId }, query: asked }, { signal })
        : api.call(SEARCH, { params: { employerId }, body: { ...asked, search } }, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Listing is journaled: not again for looking at another window.
    refetchOnWindowFocus: false,
  });
}
