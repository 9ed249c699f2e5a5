import { authenticateSession, isCsrfToken } from '../identity/authenticate-session';
import { authenticateToken } from '../identity/authenticate-token';
import type { IdentityDeps } from '../identity/deps';
import type { KeyedRequest } from '../identity/idempotency/claim-key';
import type { KeptAnswer } from '../identity/idempotency/kept-answer';
import { type FirstRun, type OnceDeps, runOnce } from '../identity/idempotency/run-once';
import type { AccountPrincipal, ClientPrincipal, Principal } from '../identity/principal';
import { type Refusal, recordRefusal } from '../identity/record-refusal';

/** Turns a credential into who holds it; what does not hold is an `IdentityError` `not-authenticated`. */
export interface Gate {
  authenticateSession(token: string): Promise<AccountPrincipal>;
  authenticateToken(token: string): Promise<ClientPrincipal>;
  isCsrfToken(sessionToken: string, presented: string): boolean;
  /** Journals that somebody known was refused, in a transaction of its own. */
  recordRefusal(principal: Principal, refusal: Refusal): Promise<void>;
}

export function createGate(deps: IdentityDeps): Gate {
  return {
    authenticateSession: (token) => authenticateSession(deps, token),
    authenticateToken: (token) => authenticateToken(deps, token),
    isCsrfToken,
    recordRefusal: (principal, refusal) => recordRefusal(deps, principal, refusal),
  };
}

/** Carries a request out once per caller and key, whoever repeats it. */
export interface Once {
  run<T>(
    request: KeyedRequest,
    work: () => Promise<FirstRun<T>>,
  ): Promise<{ readonly value: T } | { readonly kept: KeptAnswer }>;
}

export function createOnce(deps: OnceDeps): Once {
  return { run: (request, work) => runOnce(deps, request, work) };
}
