import { useApiQuery } from '../../../api/api-context';
import type { Agent, Candidate, ItemDetail } from '../../../api/schema';
import type { ItemPath } from './use-item';

/** Somebody the document may be given to; what speaks against them is known of a candidate only. */
export type Subject = Agent | Candidate;

/** Who was chosen. Somebody found by a search is compared with the document like the candidates, as soon as that is known. */
export function useSubject(path: ItemPath, detail: ItemDetail, chosen: Subject | null): Subject | null {
  const known =
    chosen === null || 'agentId' in chosen
      ? chosen
      : (detail.candidates.find(({ agentId }) => agentId === chosen.id) ?? null);
  const asked = chosen !== null && known === null ? idOf(chosen) : null;
  const answer = useApiQuery(
    'GET /v1/employers/{employerId}/batches/{batchId}/items/{itemId}',
    { params: path, query: asked === null ? {} : { agentId: asked } },
    { enabled: asked !== null },
  );
  if (known !== null) return known;
  return answer.data?.weighed?.agentId === asked ? (answer.data?.weighed ?? chosen) : chosen;
}

export function idOf(subject: Subject): string {
  return 'agentId' in subject ? subject.agentId : subject.id;
}

/** All that is known to speak against them. */
export function disagreementsWith(subject: Subject): Candidate['contradictions'] {
  return 'contradictions' in subject ? subject.contradictions : [];
}
