/** Each purpose has key-encryption keys (KEKs) of its own, so that one can be destroyed alone. */
export type KekPurpose = 'agent' | 'employer' | 'staging' | 'journal' | 'credentials';

/**
 * What a wrapped key belongs to. Bound as AAD: a wrapped key moved to another
 * row (another vault, another owner) does not unwrap.
 */
export interface WrapContext {
  readonly kind: string;
  readonly id: string;
  readonly owner: string;
}

/** Wraps under the KEK of a purpose; the KEK itself never leaves the ring. */
export interface KeyRing {
  wrap(purpose: KekPurpose, key: Buffer, context: WrapContext): Buffer;
  /** Throws {@link CipherError} `key-unavailable` or `integrity`. */
  unwrap(purpose: KekPurpose, wrapped: Buffer, context: WrapContext): Buffer;
}
