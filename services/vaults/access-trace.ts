import type { Actor } from '../../infra/ports/unit-of-work';
import type { JournalAction } from '../journal/actions';
import type { EntryDraft } from '../journal/append-entries';
import { agentSubject, employerSubject } from './subjects';

/** A document that somebody reaches, as the journal binds it. */
export interface ReachedDocument {
  readonly id: string;
  readonly type: string;
  readonly period: string;
  readonly sha256: string;
  readonly employerId: string;
  readonly employerSiret: string;
  readonly employmentId: string;
  readonly agentVaultId: string;
  /** Document that it replaces from this very act on. */
  readonly predecessor?: string;
}

/**
 * The entries of one access. The agent's stands in their vault; the employer's
 * in both, for an agent sees each access to the employer's copies of their
 * documents too.
 */
export function traceAccess(
  actor: Actor,
  document: ReachedDocument,
  action: Exclude<JournalAction, 'deposit'>,
  failure?: string,
): EntryDraft[] {
  const { id, type, period, sha256, predecessor } = document;
  const what = {
    employerId: document.employerId,
    employerSiret: document.employerSiret,
    action,
    outcome: failure === undefined ? ('done' as const) : ('failed' as const),
    ...(failure === undefined ? {} : { code: failure }),
    document: {
      id,
      type,
      period,
      sealedSha256: sha256,
      ...(predecessor === undefined ? {} : { predecessor }),
    },
  };
  const own = { ...what, subject: agentSubject(document.agentVaultId), owner: document.employmentId };
  if (actor.scope.kind === 'agent') return [own];
  return [{ ...what, subject: employerSubject(document.employerId), owner: document.employerId }, own];
}
