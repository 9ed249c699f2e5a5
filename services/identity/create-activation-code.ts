import type { Actor } from '../../infra/ports/unit-of-work';
import { readEmploymentToActivate } from '../directory/activate-employment';
import { DirectoryError } from '../directory/errors';
import type { IssuedCode } from './codes';
import type { IdentityDeps } from './deps';
import { IdentityError } from './errors';
import { lockAgentCodes, replaceAgentCodes } from './replace-agent-codes';

/**
 * A code with which an agent activates. It lasts until it is used or replaced:
 * a new one ends the old one and takes over the failures of the last day. Else
 * whoever makes codes could try birth dates, and ask which logins exist,
 * without end.
 *
 * The employer hands it to the agent. Whoever holds both code and birth date
 * can activate, so each code is journaled in the agent's own trace.
 *
 * @param actor of scope `operator`, or `employer` for its own agents
 * @throws {@link DirectoryError} `employment-not-found`; {@link IdentityError} `already-activated`
 */
export async function createActivationCode(
  deps: IdentityDeps,
  actor: Actor,
  { employerId, employmentId }: { readonly employerId: string; readonly employmentId: string },
): Promise<IssuedCode & { invitationAddress: string | null }> {
  return deps.uow.run(actor, async (tx) => {
    await lockAgentCodes(tx, [employmentId]);
    const employment = await readEmploymentToActivate(tx, deps, employmentId);
    if (employment.employerId !== employerId) throw new DirectoryError('employment-not-found');
    if (employment.activated) throw new IdentityError('already-activated');
    const issued = (await replaceAgentCodes(tx, deps, employerId, [employment.id])).get(employment.id);
    if (issued === undefined) throw new Error('a request without a code');
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'agent', id: employment.vaultId },
        employerId,
        employerSiret: employment.employerSiret,
        owner: employmentId,
        action: 'create-code',
        outcome: 'done',
      },
    ]);
    return { ...issued, invitationAddress: employment.identity.email };
  });
}
