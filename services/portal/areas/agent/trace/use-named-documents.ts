import { useApiQuery } from '../../../api/api-context';
import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { slipMarkOf } from '../slip-mark';
import { TEXT } from '../text';

const NEWEST = 100;
const FRESH_MS = 300_000;

interface NamedDocuments {
  /** Known, or known not to become known: until then sentences would change under the reader. */
  readonly settled: boolean;
  /** "your payslip of October 2026"; NULL where it is not among the newest, or no longer there. */
  inWords(documentId: string | null): string | null;
}

/** An entry of the trace holds the id of a document; this gives the newest ones their words. */
export function useNamedDocuments(): NamedDocuments {
  const text = useText(TEXT);
  const formats = useFormats();
  const { data, isPending } = useApiQuery(
    'GET /v1/me/documents',
    { query: { limit: NEWEST } },
    { staleTime: FRESH_MS, refetchOnWindowFocus: false },
  );
  const known = new Map<string | null, Document>(
    (data?.items ?? []).map((document) => [document.id, document]),
  );
  return {
    settled: !isPending,
    inWords(documentId) {
      const document = known.get(documentId);
      return document === undefined
        ? null
        : text.yours(document.type, formats.month(document.period), slipMarkOf(document));
    },
  };
}
