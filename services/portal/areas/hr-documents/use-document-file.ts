import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context';
import type { EmployerDocument } from '../../api/schema';
import { readFile } from '../agent/read-file';

const CONTENT = 'GET /v1/employers/{employerId}/documents/{documentId}/content';
/** Kept that long after it was last on the screen: documents are large, and somebody's own. */
const KEPT_MS = 60_000;

/** The sealed file of the employer's copy, read only when somebody asks: the agent sees each reading in their trace. */
export function useDocumentFile({ id, employerId }: Pick<EmployerDocument, 'id' | 'employerId'>) {
  const api = useApi();
  const [share, setShare] = useState<number | null>(null);
  const query = useQuery({
    queryKey: [CONTENT, id],
    queryFn: async ({ signal }) => {
      const params = { employerId, documentId: id };
      const response = await api.open(CONTENT, { params }, { signal, accept: 'application/pdf' });
      return readFile(response, setShare);
    },
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
  /** What was read already is not read again. @returns undefined: it failed, and `query` says why */
  const read = async (): Promise<Blob | undefined> => query.data ?? (await query.refetch()).data;
  return { query, share, read };
}
