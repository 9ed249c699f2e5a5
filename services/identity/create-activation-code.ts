import type { Actor } from '../../infra/ports/unit-of-work';
import { readEmploymentToActivate } from '../directory/activate-employment';
import { DirectoryError } from '../directory/errors';
import { type IssuedCode, storeCode } from './codes';
import type { IdentityDeps } from './deps';
import { IdentityError } from './errors';

/**
 * A code with which an agent activates. It lasts until it is used or replaced:
 * a new one ends the old one, and the failures counted against it.
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
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('activation-code:' || $1, 0))`, [
      employmentId,
    ]);
    const employment = await readEmploymentToActivate(tx, deps, employmentId);
    if (employment.employerId !== employerId) throw new DirectoryError('employment-not-found');
    if (employment.activated) throw new IdentityError('already-activated');
    await tx.query('delete from activation_code where employment_id = $1', [employmentId]);
    const issued = await storeCode(tx, deps, { kind: 'agent', employerId, employmentId }, null);
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
