import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi, useApiQuery } from '../../../api/api-context';
import type { Document } from '../../../api/schema';
import type { DocumentFilter } from './document-filter';

const PAGE_SIZE = 24;
const EVERYTHING: DocumentFilter = { year: undefined, type: undefined, employerId: undefined };

/** Own documents by keyset, newest period first: pages of it as far as the person asked for. */
export function useOwnDocuments(filter: DocumentFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['GET /v1/me/documents', 'pages', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.call(
        'GET /v1/me/documents',
        {
          query: { ...given(filter), limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Listing is journaled in the person's trace: not again for looking at another window.
    refetchOnWindowFocus: false,
  });
}

function given({ year, type, employerId }: DocumentFilter) {
  return {
    ...(year === undefined ? {} : { year }),
    ...(type === undefined ? {} : { type }),
    ...(employerId === undefined ? {} : { employerId }),
  };
}

/** Whether there is anything to choose from: one document, or a list that could not be read, needs no filter. */
export function useHasSeveralDocuments(): boolean {
  const [first] = useOwnDocuments(EVERYTHING).data?.pages ?? [];
  return first !== undefined && first.items.length > 1;
}

/**
 * The newest payslip that counts: nearly always among the first of the list that is read anyway, else asked for.
 *
 * @returns undefined: not known yet; null: there is none, or it could not be read
 */
export function useLatestPayslip(): Document | null | undefined {
  const list = useOwnDocuments(EVERYTHING);
  const [first] = list.data?.pages ?? [];
  const found = first?.items.find(({ type, replacedBy }) => type === 'payslip' && replacedBy === null);
  const elsewhere = first !== undefined && found === undefined && first.nextCursor !== null;
  const asked = useApiQuery(
    'GET /v1/me/documents',
    { query: { type: 'payslip', limit: 1 } },
    { enabled: elsewhere, refetchOnWindowFocus: false },
  );
  if (found !== undefined) return found;
  if (elsewhere) return asked.isError ? null : asked.data && (asked.data.items[0] ?? null);
  return first === undefined && !list.isError ? undefined : null;
}
