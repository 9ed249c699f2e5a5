/** None says whether a login, a client or a code exists to one who does not hold it. */
export type IdentityErrorCode =
  /** No session or token that holds. */
  | 'not-authenticated'
  | 'csrf-token-invalid'
  /** Not there for this principal; existence is not revealed. */
  | 'not-found'
  | 'role-insufficient'
  /** Login or password is wrong: which, is not said. */
  | 'sign-in-refused'
  /** Too many wrong passwords for this login, known or not, from this network: {@link IdentityError.retryAfterSeconds}. */
  | 'sign-in-locked'
  /** Code unknown, used, expired, or the birth date is another: which, is not said. */
  | 'activation-refused'
  /** Five failures: a code that the employer gives a day after the last of them opens again. */
  | 'code-locked'
  | 'already-activated'
  /** No letter is to be written: whoever was named has activated. */
  | 'nobody-to-write-to'
  /** More letters than one call writes. */
  | 'over-limit'
  | 'login-required'
  | 'login-invalid'
  /** The holder of a valid code chose a login that is in use: sign in and link instead. */
  | 'login-taken'
  | 'password-too-short'
  | 'password-too-long'
  | 'password-too-common'
  /** RFC 6749, 5.2 `invalid_client`. */
  | 'invalid-client'
  /** RFC 6749, 5.2 `invalid_scope`. */
  | 'invalid-scope'
  | 'client-name-invalid'
  | 'operator-name-invalid'
  /** The request that first came with this key is still being carried out: {@link IdentityError.retryAfterSeconds}. */
  | 'idempotency-key-in-use'
  /** The key came with another request before. */
  | 'idempotency-key-reused';

export class IdentityError extends Error {
  constructor(
    readonly code: IdentityErrorCode,
    /** Only with `sign-in-locked` and `idempotency-key-in-use`. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'IdentityError';
  }
}
