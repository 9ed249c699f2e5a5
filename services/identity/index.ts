/**
 * Identity: who signs in, as whom, and who may act for which employer. Use
 * cases take `(deps, …)` and open their own transaction.
 */
export { asAgent, asEmployer, asOperator, type EmployerAccess } from './act-as';
export { type Activation, activateAccount } from './activate-account';
export { authenticateSession, isCsrfToken } from './authenticate-session';
export { authenticateToken } from './authenticate-token';
export type { PresentedCode } from './claim-code';
export { closeAllSessions, closeSession } from './close-session';
export type { IssuedCode } from './codes';
export { createActivationCode } from './create-activation-code';
export { createClient, type NewClient } from './create-client';
export { createOperator, MAINTENANCE } from './create-operator';
export { createStaffUser, type NewStaffUser } from './create-staff-user';
export { ANONYMOUS, DEFAULT_IDENTITY_LIMITS, type IdentityDeps, type IdentityLimits } from './deps';
export { employmentsOf } from './employments-of';
export { IdentityError, type IdentityErrorCode } from './errors';
export { getSession, type SessionView } from './get-session';
export { type IssuedToken, issueToken, type TokenRequest } from './issue-token';
export { linkEmployment } from './link-employment';
export { type OpenedSession, openSession } from './open-session';
export {
  type AccountPrincipal,
  CLIENT_SCOPES,
  type ClientPrincipal,
  type ClientScope,
  type EmployerGrant,
  type EmployerRole,
  type OwnedVault,
  type Principal,
} from './principal';
export { recordRefusal } from './record-refusal';
export { revokeClient, revokeRole } from './revoke-access';
export { ApiClient, RoleGrant, VaultOwnership } from './tables';
