import type { PageReading } from './page-reading';
import type { SplitFlaw } from './split-plan';

/** A slip while it is put together. */
export interface SlipDraft {
  /** In reading order. */
  readonly pages: PageReading[];
  /** Its page numbers show that nothing is missing, and nothing can follow. */
  complete: boolean;
  /** A page that names nobody was added because of where it lies. */
  joinedByPlace: boolean;
  flaw: SplitFlaw | null;
}

export function draftOf(pages: readonly PageReading[], flaw: SplitFlaw | null = null): SlipDraft {
  return { pages: [...pages], complete: false, joinedByPlace: false, flaw };
}

/** Matricules of all its pages. */
export function numbersOf({ pages }: Pick<SlipDraft, 'pages'>): Set<string> {
  return new Set(pages.flatMap((page) => page.payrollNumbers));
}
