import type { DocumentType } from '../matching/parse-type';

/**
 * A name as its label announces it. `full` holds family and given names in an
 * order that the layout does not tell; `placed` is the same without any label,
 * where letters carry the addressee. `bare` is a text of the identity part that
 * has the form of a name and no label: it may confirm a person the directory
 * knows, it may be a job title as well.
 */
export interface PrintedName {
  readonly kind: 'family' | 'birth' | 'usage' | 'given' | 'full' | 'placed' | 'bare';
  readonly text: string;
}

/**
 * What the labelled fields of one or more pages say; several different values
 * of one field are all kept, because they contradict each other. Personal data:
 * never logged, never stored as they are.
 */
export interface SlipFields {
  /** False for a scan or a blank page. */
  readonly hasText: boolean;
  /** Null where no title tells. */
  readonly type: DocumentType | null;
  /** Without the blanks printed inside. */
  readonly payrollNumbers: readonly string[];
  /** A NIR stands where the matricule should: counts as no matricule. */
  readonly nirAtPayrollNumber: boolean;
  readonly names: readonly PrintedName[];
  /** `YYYY-MM-DD`, `??YY-MM-DD` where the century is not printed. */
  readonly birthDates: readonly string[];
  /** `YYYY-MM`. */
  readonly periods: readonly string[];
  /** 14 digits. */
  readonly sirets: readonly string[];
  /** Page n of m; `of` is null where only n is printed. */
  readonly page: { readonly number: number; readonly of: number | null } | null;
  readonly slipNumber: string | null;
}

/** The fields of a document: those of all its pages. */
export function mergeFields(pages: readonly SlipFields[]): SlipFields {
  const all = <T>(pick: (page: SlipFields) => readonly T[]): T[] => [...new Set(pages.flatMap(pick))];
  const names = new Map(
    pages.flatMap((page) => page.names).map((name) => [`${name.kind} ${name.text}`, name]),
  );
  return {
    hasText: pages.some((page) => page.hasText),
    type: pages.find((page) => page.type !== null)?.type ?? null,
    payrollNumbers: all((page) => page.payrollNumbers),
    nirAtPayrollNumber: pages.some((page) => page.nirAtPayrollNumber),
    names: [...names.values()],
    birthDates: all((page) => page.birthDates),
    periods: all((page) => page.periods),
    sirets: all((page) => page.sirets),
    page: pages[0]?.page ?? null,
    slipNumber: pages.find((page) => page.slipNumber !== null)?.slipNumber ?? null,
  };
}
