import type { Actor } from '../../infra/ports/unit-of-work';
import { readEmployer } from '../directory/read-employer';
import { readOperatorId } from '../directory/read-operator';
import { type IssuedCode, storeCode } from './codes';
import type { IdentityDeps } from './deps';
import { readLogin } from './logins';
import type { EmployerRole } from './principal';

export interface NewStaffUser {
  readonly employerId: string;
  readonly role: EmployerRole;
  /** Mail address: the login unless another is chosen at activation. */
  readonly address: string;
}

/**
 * Invites a person to act for an employer. The role is given when the code is
 * used: by a new account, or by the signed-in owner of an existing one.
 *
 * @param actor of scope `operator`
 * @throws {@link IdentityError} `login-invalid`; {@link DirectoryError} `employer-not-found`
 */
export async function createStaffUser(
  deps: IdentityDeps,
  actor: Actor,
  { employerId, role, address }: NewStaffUser,
): Promise<IssuedCode> {
  const login = readLogin(address);
  return deps.uow.run(actor, async (tx) => {
    const employer = await readEmployer(tx, employerId);
    const issued = await storeCode(tx, deps, { kind: 'staff', employerId, role }, login);
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        employerId,
        employerSiret: employer.siret,
        action: 'create-user',
        outcome: 'done',
        code: role,
      },
    ]);
    return issued;
  });
}
