import type { Actor } from '../../infra/ports/unit-of-work';
import { readOperatorId } from '../directory/read-operator';
import { asSelf } from './account-trace';
import { ANONYMOUS, type IdentityDeps } from './deps';
import type { Principal } from './principal';

/**
 * Journals that a known principal was refused what they asked for, in a
 * transaction of its own. In the operator's scope: what was asked for may not
 * exist, and then has no trace that the entry could belong to.
 *
 * @param code of the refusal (`not-found`, `role-insufficient`…)
 */
export async function recordRefusal(
  deps: Pick<IdentityDeps, 'uow' | 'journal'>,
  principal: Principal,
  code: string,
): Promise<void> {
  const actor: Actor =
    principal.kind === 'client'
      ? { ...ANONYMOUS, role: 'client', id: principal.clientId }
      : asSelf(principal);
  await deps.uow.run(actor, async (tx) => {
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        action: 'access-refused',
        outcome: 'refused',
        code,
      },
    ]);
  });
}
