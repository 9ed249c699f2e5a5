import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import { type Candidate, findCandidates } from '../../directory/find-candidates';
import { createDirectoryView, type DirectoryView } from '../matching/directory-view';
import { type MatchRequest, namesToLookUp, numbersToLookUp } from '../matching/match-request';

/**
 * What the directory knows that these requests may need: first who bears the
 * matricules, then everybody who shares a name with them or with the pages. An
 * employment left out would be a namesake not seen.
 *
 * @param employmentIds those that a person named, whatever the requests say
 */
export async function loadDirectoryView(
  tx: EntityManager,
  records: EmployerRecords,
  source: string,
  requests: readonly Pick<MatchRequest, 'claim' | 'page'>[],
  employmentIds: readonly string[] = [],
): Promise<{ view: DirectoryView; candidates: ReadonlyMap<string, Candidate> }> {
  const payrollNumbers = numbersToLookUp(requests);
  const named = { source, payrollNumbers, employmentIds };
  const byNumber = await findCandidates(tx, records, { ...named, foldedNames: [] });
  const foldedNames = namesToLookUp(requests, byNumber);
  const all = await findCandidates(tx, records, { ...named, foldedNames });
  return {
    view: createDirectoryView(all),
    candidates: new Map(all.map((candidate) => [candidate.employmentId, candidate])),
  };
}
