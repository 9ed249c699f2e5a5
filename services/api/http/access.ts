import type { Actor } from '../../../infra/ports/unit-of-work';
import { asAgent, asClient, asEmployer, asOperator, type EmployerAccess } from '../../identity/act-as';
import { ANONYMOUS } from '../../identity/deps';
import type { AccountPrincipal, ClientPrincipal, Principal } from '../../identity/principal';
import { HttpError } from './problem';

/**
 * Who may call a route. Every route says so: there is no default.
 *
 * `signed-in` is any person with a session, `client` any machine with a token; an
 * employer's route is open to these at the employer that its path names.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | 'operator'
  | 'agent'
  | 'client'
  | { readonly employer: readonly [EmployerAccess, ...EmployerAccess[]] };

/** Only people have sessions; machines call employers' routes, and ask who they are. */
export type PrincipalFor<A extends Access> = A extends 'public'
  ? null
  : A extends 'signed-in' | 'operator' | 'agent'
    ? AccountPrincipal
    : A extends 'client'
      ? ClientPrincipal
      : Principal;

/**
 * Who acts, with the scope that this access gives and no wider one.
 *
 * @throws `role-insufficient` where the caller may know that the thing exists,
 *   `not-found` where they may not, whether it does or not
 */
export function grantAccess(access: Access, principal: Principal | null, employerId: unknown): Actor {
  if (access === 'public') return ANONYMOUS;
  if (principal === null) throw new HttpError('not-authenticated');
  if (typeof access === 'object') {
    if (typeof employerId !== 'string') throw new HttpError('not-found');
    return asEmployer(principal, employerId, access.employer);
  }
  if (access === 'operator') return asOperator(principal);
  if (access === 'agent') return asAgent(principal);
  if (access === 'client') return asClient(principal);
  if (principal.kind !== 'account') throw new HttpError('role-insufficient');
  // Their own account, in the scope of credentials: no role that they hold elsewhere counts.
  return { ...ANONYMOUS, id: principal.accountId };
}
