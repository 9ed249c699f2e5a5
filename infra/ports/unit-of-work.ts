import type { EntityManager } from 'typeorm';

/**
 * What a transaction may see. Row-level security enforces it: an unknown or
 * absent scope sees no row. `system` exists for the worker's database role only.
 */
export type Scope =
  | { readonly kind: 'system' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'employer'; readonly employerId: string }
  | { readonly kind: 'agent'; readonly accountId: string }
  /** Before anyone is known: activation, sign-in, token. Sees credentials, no document. */
  | { readonly kind: 'sign-in' };

export type Role =
  | 'system'
  | 'maintenance'
  | 'operator-admin'
  | 'hr'
  | 'hr-reader'
  | 'client'
  | 'agent'
  | 'anonymous';

/** Who acts, journaled with what they did. `id`: account or API client, null where there is none. */
export interface Actor {
  readonly scope: Scope;
  readonly role: Role;
  readonly id: string | null;
}

/**
 * The only way to a connection, reads included: one transaction, the actor's
 * scope set for it alone, 40001 and 40P01 retried here and only here.
 *
 * `work` may run several times, so it does nothing but SQL: a network or
 * object-storage call inside would be repeated and would hold locks meanwhile.
 * Throws {@link DatabaseUnavailableError} when the server cannot be reached.
 */
export interface UnitOfWork {
  run<T>(actor: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T>;
}

export class DatabaseUnavailableError extends Error {
  readonly code = 'database-unavailable';
  constructor(options?: ErrorOptions) {
    super('database-unavailable', options);
    this.name = 'DatabaseUnavailableError';
  }
}
