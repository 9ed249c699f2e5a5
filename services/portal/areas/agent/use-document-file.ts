import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context';
import { readFile } from './read-file';

/** Kept that long after it was last on the screen: documents are large, and somebody's own. */
const KEPT_MS = 60_000;

interface DocumentFile {
  readonly query: UseQueryResult<Blob>;
  /** 0…1; null: not known */
  readonly share: number | null;
}

/** The sealed file of one's own document, read once for preview, download and check: each reading is journaled. */
export function useDocumentFile(documentId: string): DocumentFile {
  const api = useApi();
  const [share, setShare] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ['GET /v1/me/documents/{documentId}/content', documentId],
    queryFn: async ({ signal }) => {
      const options = { signal, accept: 'application/pdf' };
      const response = await api.open(
        'GET /v1/me/documents/{documentId}/content',
        { params: { documentId } },
        options,
      );
      return readFile(response, setShare);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { query, share };
}
