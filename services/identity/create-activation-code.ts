import type { EntityManager } from 'typeorm';
import type { Actor } from '../../infra/ports/unit-of-work';
import { readEmploymentToActivate } from '../directory/activate-employment';
import { DirectoryError } from '../directory/errors';
import { type FailedTries, type IssuedCode, NO_FAILED_TRIES, storeCode } from './codes';
import { addMinutes, type IdentityDeps } from './deps';
import { IdentityError } from './errors';

const FAILURES_LAST_MINUTES = 24 * 60;

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
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('activation-code:' || $1, 0))`, [
      employmentId,
    ]);
    const employment = await readEmploymentToActivate(tx, deps, employmentId);
    if (employment.employerId !== employerId) throw new DirectoryError('employment-not-found');
    if (employment.activated) throw new IdentityError('already-activated');
    const tries = await endCode(tx, employmentId, deps.clock.now());
    const issued = await storeCode(tx, deps, { kind: 'agent', employerId, employmentId }, null, tries);
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

/** Ends the open code, if there is one. @returns the failures that its successor starts with */
async function endCode(tx: EntityManager, employmentId: string, at: Date): Promise<FailedTries> {
  const [[ended]]: [FailedTries[], number] = await tx.query(
    `delete from activation_code where employment_id = $1 returning failures, failed_at as "failedAt"`,
    [employmentId],
  );
  const failedAt = ended?.failedAt ?? null;
  if (ended === undefined || failedAt === null) return NO_FAILED_TRIES;
  return at < addMinutes(failedAt, FAILURES_LAST_MINUTES) ? ended : NO_FAILED_TRIES;
}
