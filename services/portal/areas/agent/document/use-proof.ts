import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { isWorthRetrying } from '../../../api/failures';
import { readFile } from '../read-file';

export interface Proof {
  readonly file: Blob;
  /** Place of the deposit in the journal, from 1; null: the file does not say. */
  readonly entry: number | null;
  /** Entries under the signed head that the file carries. */
  readonly logSize: number | null;
}

/** The proof of deposit, read once for what is shown and for the download: asking for it is journaled. */
export function useProof(documentId: string, wanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['GET /v1/me/documents/{documentId}/proof', documentId],
    queryFn: async ({ signal }) => {
      const operation = 'GET /v1/me/documents/{documentId}/proof';
      const response = await api.open(operation, { params: { documentId } }, { signal });
      return readProof(await readFile(response, () => undefined));
    },
    enabled: wanted,
    retry: (count, error) => count < 2 && isWorthRetrying(error),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
}

async function readProof(file: Blob): Promise<Proof> {
  const { entries, checkpoint } = JSON.parse(await file.text()) as {
    readonly entries?: readonly { readonly index?: number }[];
    readonly checkpoint?: string;
  };
  const index = entries?.[0]?.index;
  const logSize = Number(checkpoint?.split('\n')[1] ?? Number.NaN);
  return {
    file,
    entry: index === undefined ? null : index + 1,
    logSize: Number.isSafeInteger(logSize) ? logSize : null,
  };
}
