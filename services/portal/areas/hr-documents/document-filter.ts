import { useSearchParams } from 'react-router';
import { now } from '../../clock';
import { DOCUMENT_TYPES, type DocumentType } from '../agent/documents/document-filter';
import { monthOf } from '../hr-month/months';

/** What the list is narrowed down to; undefined: not. */
export interface DocumentFilter {
  readonly type: DocumentType | undefined;
  /** `YYYY` */
  readonly year: string | undefined;
  /** `MM`, of that year. */
  readonly month: string | undefined;
}

const NAMES = { type: 'type', year: 'annee', month: 'mois' } as const;
const YEARS_OFFERED = 10;

interface FilterChoice {
  readonly filter: DocumentFilter;
  /** Newest first, with the one that is chosen. */
  readonly years: readonly string[];
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
  const current = monthOf(now()).slice(0, 4);
  const year = read('year', /^\d{4}$/);
  const filter: DocumentFilter = {
    type: DOCUMENT_TYPES.find((type) => type === params.get(NAMES.type)),
    year,
    month: year === undefined ? undefined : read('month', /^(0[1-9]|1[0-2])$/),
  };
  const offered = Array.from({ length: YEARS_OFFERED }, (_, back) => String(Number(current) - back));
  return {
    filter,
    years: year === undefined || offered.includes(year) ? offered : [...offered, year],
    narrowed: filter.type !== undefined || year !== undefined,
    choose: (part, value) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === '') after.delete(NAMES[part]);
          else after.set(NAMES[part], value);
          // A month is one of a year; without a year there is none.
          if (part === 'year' && value === '') after.delete(NAMES.month);
          if (part === 'month' && value !== '' && year === undefined) after.set(NAMES.year, current);
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    clear: () => setParams({}, { replace: true, preventScrollReset: true }),
  };
}
