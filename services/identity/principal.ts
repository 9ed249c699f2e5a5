/** What a payroll system may do, within its one employer. */
export const CLIENT_SCOPES = ['deposit', 'read', 'directory'] as const;
export type ClientScope = (typeof CLIENT_SCOPES)[number];

export type EmployerRole = 'hr' | 'hr-reader';

export interface EmployerGrant {
  readonly employerId: string;
  readonly role: EmployerRole;
}

export interface OwnedVault {
  readonly vaultId: string;
  readonly employmentId: string;
  readonly employerId: string;
}

/** A person with an open session. */
export interface AccountPrincipal {
  readonly kind: 'account';
  readonly accountId: string;
  readonly sessionId: string;
  readonly operatorAdmin: boolean;
  readonly grants: readonly EmployerGrant[];
  readonly vaults: readonly OwnedVault[];
}

/** A machine with a valid access token. */
export interface ClientPrincipal {
  readonly kind: 'client';
  readonly clientId: string;
  readonly employerId: string;
  readonly scopes: readonly ClientScope[];
}

export type Principal = AccountPrincipal | ClientPrincipal;
