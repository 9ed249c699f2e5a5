import type { Actor } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import { readOperatorId } from '../directory/read-operator';
import { asStaff } from './account-trace';
import { ANONYMOUS, type IdentityDeps } from './deps';
import type { Principal } from './principal';

/** What somebody was refused. Ids are as they asked: whether anything has them is not known. */
export interface Refusal {
  /** `not-found`, `role-insufficient`… */
  readonly code: string;
  readonly employerId?: string | undefined;
  readonly documentId?: string | undefined;
}

/**
 * Journals that a known principal was refused what they asked for, in a
 * transaction of its own. In the operator's scope: what was asked for may not
 * exist, and then has no trace that the entry could belong to. An id that is no
 * UUID is left out: it may hold anything.
 */
export async function recordRefusal(
  deps: Pick<IdentityDeps, 'uow' | 'journal'>,
  principal: Principal,
  { code, employerId, documentId }: Refusal,
): Promise<void> {
  const actor: Actor =
    principal.kind === 'client'
      ? { ...ANONYMOUS, role: 'client', id: principal.clientId }
      : asStaff(principal, employerId);
  await deps.uow.run(actor, async (tx) => {
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        ...(isUuid(employerId) ? { employerId: employerId.toLowerCase() } : {}),
        ...(isUuid(documentId) ? { document: { id: documentId.toLowerCase() } } : {}),
        action: 'access-refused',
        outcome: 'refused',
        code,
      },
    ]);
  });
}
