import type { Actor } from '../../infra/ports/unit-of-work';
import { IdentityError } from './errors';
import type { ClientScope, EmployerRole, Principal } from './principal';

/** Who may make a call on an employer's behalf: people by role, machines by scope. */
export type EmployerAccess = EmployerRole | 'operator-admin' | `client:${ClientScope}`;

/** @throws {@link IdentityError} `role-insufficient` */
export function asOperator(principal: Principal): Actor {
  if (principal.kind !== 'account' || !principal.operatorAdmin) throw new IdentityError('role-insufficient');
  return { scope: { kind: 'operator' }, role: 'operator-admin', id: principal.accountId };
}

/**
 * Acts for one employer, seeing that employer's rows and no others; so does the
 * operator where `allowed` names it.
 *
 * @throws {@link IdentityError} `not-found`: nothing ties the principal to this employer;
 *   `role-insufficient`: something does, but not enough
 */
export function asEmployer(
  principal: Principal,
  employerId: string,
  allowed: readonly EmployerAccess[],
): Actor {
  const scope = { kind: 'employer', employerId } as const;
  if (principal.kind === 'client') {
    if (principal.employerId !== employerId) throw new IdentityError('not-found');
    if (!principal.scopes.some((held) => allowed.includes(`client:${held}`))) {
      throw new IdentityError('role-insufficient');
    }
    return { scope, role: 'client', id: principal.clientId };
  }
  const roles = principal.grants
    .filter((grant) => grant.employerId === employerId)
    .map((grant) => grant.role);
  const role = roles.find((held) => allowed.includes(held));
  if (role !== undefined) return { scope, role, id: principal.accountId };
  if (principal.operatorAdmin && allowed.includes('operator-admin')) {
    return { scope, role: 'operator-admin', id: principal.accountId };
  }
  throw new IdentityError(roles.length > 0 || principal.operatorAdmin ? 'role-insufficient' : 'not-found');
}

/**
 * Acts as the owner of vaults.
 *
 * @throws {@link IdentityError} `role-insufficient`: a machine, or a person who owns none
 */
export function asAgent(principal: Principal): Actor {
  if (principal.kind !== 'account' || principal.vaults.length === 0) {
    throw new IdentityError('role-insufficient');
  }
  return {
    scope: { kind: 'agent', accountId: principal.accountId },
    role: 'agent',
    id: principal.accountId,
  };
}

/**
 * Acts for the one employer that a machine's token is bound to, whatever its scopes.
 *
 * @throws {@link IdentityError} `role-insufficient`: a person
 */
export function asClient(principal: Principal): Actor {
  if (principal.kind !== 'client') throw new IdentityError('role-insufficient');
  return {
    scope: { kind: 'employer', employerId: principal.employerId },
    role: 'client',
    id: principal.clientId,
  };
}
