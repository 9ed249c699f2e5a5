import { useSearchParams } from 'react-router';
import type { Document } from '../../../api/schema';

export type DocumentType = Document['type'];

export const DOCUMENT_TYPES: readonly DocumentType[] = ['payslip', 'certificate', 'decision', 'other'];

/** What the list is narrowed down to; undefined: not. */
export interface DocumentFilter {
  readonly year: string | undefined;
  readonly type: DocumentType | undefined;
  readonly employerId: string | undefined;
}

const NAMES = { year: 'annee', type: 'type', employerId: 'employeur' } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface FilterChoice {
  readonly filter: DocumentFilter;
  readonly narrowed: boolean;
  choose(part: keyof DocumentFilter, value: string): void;
  clear(): void;
}

/** Stands in the address, so that "back" and a bookmark find it again; what makes no sense there is left out. */
export function useDocumentFilter(): FilterChoice {
  const [params, setParams] = useSearchParams();
  const read = (part: keyof DocumentFilter, form: RegExp) => {
    const value = params.get(NAMES[part]) ?? '';
    return form.test(value) ? value : undefined;
  };
  const filter = {
    year: read('year', /^\d{4}$/),
    type: DOCUMENT_TYPES.find((type) => type === params.get(NAMES.type)),
    employerId: read('employerId', UUID),
  };
  return {
    filter,
    narrowed: Object.values(filter).some((value) => value !== undefined),
    choose: (part, value) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === '') after.delete(NAMES[part]);
          else after.set(NAMES[part], value);
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    clear: () => setParams({}, { replace: true, preventScrollReset: true }),
  };
}
