import { foldName } from '../../directory/fold-name';
import { isPayrollNumber, normalisePayrollNumber } from '../../directory/payroll-number';
import type { PrintedName, SlipFields } from '../page-text/slip-fields';
import { type DirectoryView, foldedNamesOf, type KnownEmployment } from './directory-view';
import { nameWords } from './name-words';
import type { DocumentType } from './parse-type';

/** What the sender says of an item, as written; an empty or absent column says nothing. */
export interface Claim {
  readonly payrollNumber?: string | undefined;
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly period?: string | undefined;
  /** Of a file's name: what is neither matricule, period nor type. It may contradict, and confirms nobody. */
  readonly fileWords?: string | undefined;
}

export interface BatchClaim {
  readonly employerSiret: string;
  /** Payroll source the matricules belong to. */
  readonly source: string;
  /** `YYYY-MM`; null where every item brings its own (backfill). */
  readonly period: string | null;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The employer's settings. */
export interface MatchSettings {
  /** Types whose manifest alone may route, without a word of the page. Default: none. */
  readonly manifestOnlyTypes: readonly DocumentType[];
  /** An employment ended longer than this before the period needs the birth date. Default: 12. */
  readonly monthsWithoutBirthDate: number;
}

export const DEFAULT_MATCH_SETTINGS: MatchSettings = { manifestOnlyTypes: [], monthsWithoutBirthDate: 12 };

export interface MatchRequest {
  /** Null where nothing is claimed for the item: a merged PDF split by its text. */
  readonly claim: Claim | null;
  readonly type: DocumentType;
  /** Fields of all pages of the item. */
  readonly page: SlipFields;
  readonly batch: BatchClaim;
  readonly settings: MatchSettings;
}

/** Matricules, as {@link normalisePayrollNumber}, whose bearers the directory view must hold. */
export function numbersToLookUp(requests: Iterable<Pick<MatchRequest, 'claim' | 'page'>>): string[] {
  const numbers = new Set<string>();
  for (const { claim, page } of requests) {
    for (const number of [claim?.payrollNumber ?? '', ...page.payrollNumbers])
      numbers.add(normalisePayrollNumber(number));
  }
  // What the directory takes from nobody (a NUL, say) it holds for nobody, and need not be asked.
  return [...numbers].filter(isPayrollNumber);
}

/**
 * Folded names whose bearers the directory view must hold: those of the
 * employments found by number, and those claimed or printed.
 */
export function namesToLookUp(
  requests: Iterable<Pick<MatchRequest, 'claim' | 'page'>>,
  foundByNumber: Iterable<KnownEmployment>,
): string[] {
  const names = new Set<string>();
  for (const employment of foundByNumber) for (const name of foldedNamesOf(employment)) names.add(name);
  for (const { claim, page } of requests) {
    names.add(foldName(claim?.familyName ?? ''));
    for (const name of foldedRunsOf(claim?.fileWords)) names.add(name);
    for (const name of familyNamesIn(page.names)) names.add(name);
  }
  names.delete('');
  return [...names];
}

/** Every folded family name that the printed names may hold: their beginnings and their ends. */
export function familyNamesIn(names: readonly PrintedName[]): string[] {
  const folded = names.flatMap(({ kind, text }) => {
    if (kind === 'given') return [];
    const words = nameWords(text);
    return words
      .flatMap((_, at) => [words.slice(0, at + 1), words.slice(at)])
      .map((part) => foldName(part.join('')));
  });
  return [...new Set(folded)].filter((name) => name !== '');
}

/** What may be a name in words that nothing labels: each word, and each run of them, folded. */
export function foldedRunsOf(text: string | undefined): string[] {
  const words = nameWords(text ?? '');
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((_, more) => foldName(words.slice(from, from + more + 1).join(''))),
  );
  return [...new Set(runs)].filter((run) => run !== '');
}

/** Employments a person may choose from when the item waits for a decision. */
export function candidatesOf({ claim, page, batch }: MatchRequest, directory: DirectoryView): string[] {
  const numbers = [claim?.payrollNumber ?? '', ...page.payrollNumbers].filter((number) => number !== '');
  const byNumber = numbers
    .flatMap((number) => directory.bearersOf(batch.source, number))
    .map((b) => b.employment);
  const names = [foldName(claim?.familyName ?? ''), ...familyNamesIn(page.names)].filter(
    (name) => name !== '',
  );
  const byName = names.flatMap((name) => directory.bearingName(name));
  return [...new Set([...byNumber, ...byName].map(({ employmentId }) => employmentId))].slice(
    0,
    MOST_CANDIDATES,
  );
}

/** More is a list to search in, not a choice. */
const MOST_CANDIDATES = 20;
