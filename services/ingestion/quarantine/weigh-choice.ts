import type { DirectoryView, KnownEmployment } from '../matching/directory-view';
import { namesAnother } from '../matching/match-item';
import type { MatchRequest } from '../matching/match-request';
import { compareCandidate } from './compare-candidate';

/** What claim or page can say against an agent. */
export const DISAGREEMENTS = [
  'claim:payrollNumber',
  'claim:familyName',
  'claim:givenName',
  'claim:birthDate',
  'claim:period',
  'page:payrollNumber',
  'page:familyName',
  'page:givenName',
  'page:birthDate',
  'page:period',
  /** An unlabelled name that is, whole, another agent's. */
  'page:another-agent',
] as const;

export type Disagreement = (typeof DISAGREEMENTS)[number];

/** What speaks against a choice. Kept in the journal where a person insists: never a value. */
export type Contradiction =
  | Disagreement
  /** The same file or text lies in another agent's vault, or will. */
  | 'other-agents-text'
  /** The claim names a document that this one cannot replace. */
  | 'claim:corrects';

/** The month of a document that a person assigns: of its claim, else of its batch. */
export function periodOf({ claim, batch }: Pick<MatchRequest, 'claim' | 'batch'>): string {
  return claim?.period?.trim() || batch.period || batch.today.slice(0, 7);
}

/** Everything that claim and page say against the agent chosen, by the rules of matching. */
export function contradictionsOf(
  request: MatchRequest,
  employment: KnownEmployment,
  directory: DirectoryView,
): Disagreement[] {
  const { claim, page, batch } = request;
  const period = periodOf(request);
  const found = compareCandidate(request, employment).flatMap((signal): Disagreement[] => [
    ...(signal.claim === 'disagrees' ? [`claim:${signal.name}` as const] : []),
    ...(signal.page === 'disagrees' ? [`page:${signal.name}` as const] : []),
  ]);
  if (claim?.period?.trim() && batch.period !== null && period !== batch.period) found.push('claim:period');
  if (page.periods.some((printed) => printed !== period)) found.push('page:period');
  if (namesAnother(page.names, employment, directory)) found.push('page:another-agent');
  return found;
}

/** A SIRET on the page is not this employer's: no choice of an agent can be right. */
export function namesOtherEmployer({ page, batch }: MatchRequest): boolean {
  return page.sirets.some((siret) => siret !== batch.employerSiret);
}
