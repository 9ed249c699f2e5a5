import type { WrapContext } from './key-ring';

/** Bound to every segment of an object, as DESIGN names it: an object moved elsewhere does not decrypt. */
export interface ObjectContext {
  readonly operatorId: string;
  /** Vault id, or batch id for staged uploads. */
  readonly containerId: string;
  /** Document id, or upload part id. */
  readonly objectId: string;
}

/**
 * The one format of every stored object: header, then 64 KiB AES-256-GCM
 * segments with counter and last-segment flag in the nonce (STREAM, Hoang et
 * al. 2015). Truncated, reordered or moved segments fail.
 */
export interface ObjectCipher {
  /** A fresh 256-bit key. One key encrypts one object, once. */
  newKey(): Buffer;
  encrypt(key: Buffer, context: ObjectContext, plaintext: Buffer): Buffer;
  /** Whole object. Throws {@link CipherError} `integrity`. */
  decrypt(key: Buffer, context: ObjectContext, object: Buffer): Buffer;
  /** Size of the object that `encrypt` makes of so many plaintext bytes. */
  encryptedSize(plaintextSize: number): number;
  /**
   * Reads plaintext bytes from..to (inclusive) through ranged reads of the
   * object, segment by segment: a segment is yielded only after its tag verified.
   * At most 1 MiB of the object is held at a time. `plaintextSize` is what the
   * caller's row says: an object of another length fails at its last segment.
   * Throws {@link CipherError}, RangeError for a range outside the plaintext,
   * and whatever `read` throws.
   */
  decryptRange(
    key: Buffer,
    context: ObjectContext,
    plaintextSize: number,
    range: { from: number; to: number },
    read: (range: { from: number; to: number }) => Promise<Buffer>,
  ): AsyncIterable<Buffer>;
  /** AES-256-GCM wrap of one key by another (vault key wraps object key), context bound as AAD. */
  wrapKey(wrappingKey: Buffer, key: Buffer, context: WrapContext): Buffer;
  unwrapKey(wrappingKey: Buffer, wrapped: Buffer, context: WrapContext): Buffer;
  /** Seals a small record (names, a claim, a title) under a key; fresh nonce per call, context bound as AAD. */
  sealRecord(key: Buffer, plaintext: Buffer, context: WrapContext): Buffer;
  openRecord(key: Buffer, sealed: Buffer, context: WrapContext): Buffer;
}

export type CipherErrorCode = 'integrity' | 'key-unavailable' | 'unknown-format';

export class CipherError extends Error {
  constructor(
    readonly code: CipherErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'CipherError';
  }
}
