import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { DocumentFilter } from './document-filter';

const LIST = 'GET /v1/employers/{employerId}/documents';
const SEARCH = 'POST /v1/employers/{employerId}/documents/search';
const PAGE = 50;

/** Documents of the employer vault, newest first; what a person typed goes in a body, for a URL carries no name. */
export function useDocuments(employerId: string, filter: DocumentFilter, search: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [LIST, { employerId, ...filter, search }],
    queryFn: ({ pageParam, signal }) => {
      const asked = { ...given(filter), limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return search === ''
        ? api.call(LIST, { params: { employerId }, query: asked }, { signal })
        : api.call(SEARCH, { params: { employerId }, body: { ...asked, search } }, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Listing is journaled: not again for looking at another window.
    refetchOnWindowFocus: false,
  });
}

function given({ type, year, month }: DocumentFilter) {
  return {
    ...(type === undefined ? {} : { type }),
    ...(year === undefined ? {} : month === undefined ? { year } : { period: `${year}-${month}` }),
  };
}
