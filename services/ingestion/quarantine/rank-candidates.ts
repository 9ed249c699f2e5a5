import type { Candidate } from '../../directory/find-candidates';
import { normalisePayrollNumber } from '../../directory/payroll-number';
import { lastDayOf } from '../matching/calendar';
import { chooseEmployment } from '../matching/choose-employment';
import type { DirectoryView } from '../matching/directory-view';
import { candidatesOf, type MatchRequest } from '../matching/match-request';
import { compareCandidate, type Signal, type Standing } from './compare-candidate';
import { contradictionsOf, type Disagreement, periodOf } from './weigh-choice';

/** An employment that the item may belong to, and what speaks for and against it. */
export interface RankedCandidate {
  readonly agentId: string;
  readonly payrollNumber: string;
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
  readonly birthDate: string;
  /** In the month of the document. */
  readonly running: boolean;
  /** Of the person who asks, or of who sent the batch: cannot be chosen. */
  readonly self: boolean;
  /** The matricule, claimed or else printed, is this one's. */
  readonly named: boolean;
  readonly signals: readonly Signal[];
  readonly contradictions: readonly Disagreement[];
}

export interface Directory {
  readonly view: DirectoryView;
  readonly candidates: ReadonlyMap<string, Candidate>;
}

/** More is a list to search in, not a choice. */
const MOST = 10;
/** One contradiction weighs more than all that agrees. */
const WEIGHTS: Readonly<Record<Standing, number>> = { agrees: 1, silent: 0, disagrees: -10 };

/** Best first: least contradicted, then most confirmed, then those who are employed, then by matricule. */
export function rankCandidates(
  request: MatchRequest,
  directory: Directory,
  barred: ReadonlySet<string>,
): RankedCandidate[] {
  return candidatesOf(request, directory.view)
    .flatMap((id) => weighCandidate(request, directory, barred, id) ?? [])
    .sort(
      (a, b) =>
        weigh(b) - weigh(a) ||
        Number(b.running) - Number(a.running) ||
        a.payrollNumber.localeCompare(b.payrollNumber),
    )
    .slice(0, MOST);
}

/** Any employment of the directory, likely or not; NULL where there is none of that id. */
export function weighCandidate(
  request: MatchRequest,
  { view, candidates }: Directory,
  barred: ReadonlySet<string>,
  id: string,
): RankedCandidate | null {
  const candidate = candidates.get(id);
  if (candidate === undefined) return null;
  const period = periodOf(request);
  const { employmentId, familyName, usageName, givenName, birthDate, startDate, endDate } = candidate;
  return {
    agentId: employmentId,
    payrollNumber: newestNumber(candidate, request.batch.source),
    familyName,
    usageName,
    givenName,
    birthDate,
    running: startDate <= lastDayOf(period) && (endDate === null || endDate >= `${period}-01`),
    self: barred.has(employmentId),
    named: namedBy(request, view) === employmentId,
    signals: compareCandidate(request, candidate),
    contradictions: contradictionsOf(request, candidate, view),
  };
}

/** Whom matching took the matricule to mean: what speaks against that one is why the item waits. */
function namedBy(request: MatchRequest, view: DirectoryView): string | null {
  const { claim, page, batch, settings } = request;
  const number = normalisePayrollNumber(claim?.payrollNumber?.trim() || (page.payrollNumbers[0] ?? ''));
  if (number === '') return null;
  const period = periodOf(request);
  const choice = chooseEmployment(view, batch.source, number, period, settings.monthsWithoutBirthDate);
  return choice.found ? choice.employment.employmentId : null;
}

/** Of the batch's payroll, where the employment has one there. */
function newestNumber({ payrollNumbers }: Candidate, source: string): string {
  const own = payrollNumbers.filter((held) => held.source === source);
  const [newest] = [...(own.length > 0 ? own : payrollNumbers)].sort((a, b) => b.from.localeCompare(a.from));
  return newest?.number ?? '';
}

function weigh({ signals }: RankedCandidate): number {
  return signals.reduce((sum, { claim, page }) => sum + WEIGHTS[claim] + WEIGHTS[page], 0);
}
