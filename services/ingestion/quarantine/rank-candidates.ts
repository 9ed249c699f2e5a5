import type { Candidate } from '../../directory/find-candidates';
import { lastDayOf } from '../matching/calendar';
import type { DirectoryView } from '../matching/directory-view';
import { candidatesOf, type MatchRequest } from '../matching/match-request';
import { compareCandidate, type Signal, type Standing } from './compare-candidate';
import { periodOf } from './weigh-choice';

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
  readonly signals: readonly Signal[];
}

/** More is a list to search in, not a choice. */
const MOST = 10;
/** One contradiction weighs more than all that agrees. */
const WEIGHTS: Readonly<Record<Standing, number>> = { agrees: 1, silent: 0, disagrees: -10 };

/** Best first: least contradicted, then most confirmed, then those who are employed, then by matricule. */
export function rankCandidates(
  request: MatchRequest,
  directory: { readonly view: DirectoryView; readonly candidates: ReadonlyMap<string, Candidate> },
  barred: ReadonlySet<string>,
): RankedCandidate[] {
  const period = periodOf(request);
  return candidatesOf(request, directory.view)
    .flatMap((id) => directory.candidates.get(id) ?? [])
    .map((candidate) => viewCandidate(request, candidate, period, barred))
    .sort(
      (a, b) =>
        weigh(b) - weigh(a) ||
        Number(b.running) - Number(a.running) ||
        a.payrollNumber.localeCompare(b.payrollNumber),
    )
    .slice(0, MOST);
}

function viewCandidate(
  request: MatchRequest,
  candidate: Candidate,
  period: string,
  barred: ReadonlySet<string>,
): RankedCandidate {
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
    signals: compareCandidate(request, candidate),
  };
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
