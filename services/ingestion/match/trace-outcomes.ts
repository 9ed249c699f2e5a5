import type { EntryDraft } from '../../journal/append-entries';
import type { Reservation } from '../../vaults/reserve-documents';
import { employerSubject } from '../../vaults/subjects';
import type { RoutedItem } from './route-item';

interface Context {
  readonly employerId: string;
  readonly batch: string;
}

/** Entries of the employer's vault for what matching refused, or let through by an exception. */
export function traceOutcomes(
  { employerId, batch }: Context,
  settled: readonly { readonly outcome: RoutedItem; readonly reservation: Reservation }[],
  refused: readonly { readonly code: string }[],
): EntryDraft[] {
  const base = { subject: employerSubject(employerId), employerId, owner: employerId, batch };
  const refusal = (code: string, documentId?: string): EntryDraft => ({
    ...base,
    action: 'deposit',
    outcome: 'refused',
    code,
    ...(documentId === undefined ? {} : { document: { id: documentId } }),
  });
  return [
    ...refused.map(({ code }) => refusal(code)),
    ...settled.flatMap(({ outcome, reservation }): EntryDraft[] => {
      if (reservation.state === 'correction-refused') {
        return [refusal(reservation.code, reservation.documentId ?? undefined)];
      }
      const { state, documentId } = reservation;
      if (state === 'duplicate') return [refusal(reservation.code, documentId)];
      // Both are traced: the one refused, and the document that it collides with.
      if (state === 'other-agents-text') return [refusal(state, documentId)];
      if (!outcome.manifestOnly) return [];
      const document = { id: documentId, type: outcome.type, period: outcome.period };
      return [{ ...base, action: 'match-manifest-only', outcome: 'done', document }];
    }),
  ];
}
