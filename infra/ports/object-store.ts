/** The four buckets of an installation. Names on the server are configuration. */
export type Bucket = 'staging' | 'agent-vaults' | 'employer-vaults' | 'journal';

export const BUCKETS: readonly Bucket[] = ['staging', 'agent-vaults', 'employer-vaults', 'journal'];

/** A stored version: what a row pins. The same key may hold several versions. */
export interface StoredVersion {
  readonly key: string;
  readonly versionId: string;
  readonly size: number;
}

export interface PutOptions {
  /** Locks this version until then (S3 Object Lock). Ignored by a driver whose `lock` is `none`. */
  readonly retainUntil?: Date;
}

/** Bytes from..to, both inclusive, as in an HTTP Range header. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where encrypted objects live. Every driver behaves as a versioned bucket: a
 * PUT never overwrites, it adds a version, and readers name the version.
 *
 * Every call fails with {@link ObjectStoreError}; one that crosses a network has
 * a deadline, its repetitions included. A key, prefix or range that no caller
 * should build is a RangeError.
 *
 * A put whose answer was lost may have left a version that nobody knows of:
 * reconciliation registers it as surplus.
 */
export interface ObjectStore {
  /** What the server itself enforces against deletion: shown to operators, never overstated. */
  readonly lock: 'none' | 'governance' | 'compliance';
  /** Durable once resolved. Body: one whole encrypted object. */
  put(bucket: Bucket, key: string, body: Buffer, options?: PutOptions): Promise<{ versionId: string }>;
  /** Exactly the bytes asked for: `not-found` where the version ends before them, never fewer. */
  get(bucket: Bucket, key: string, versionId: string, range?: ByteRange): Promise<Buffer>;
  /** All versions of one exact key, oldest first. For retries: the folder driver reads a directory for it. */
  versionsOf(bucket: Bucket, key: string): Promise<StoredVersion[]>;
  /** All versions under a prefix, for reconciliation: streamed, in byte order of the keys, then oldest first. */
  list(bucket: Bucket, prefix: string): AsyncIterable<StoredVersion>;
  /** Refused with `locked` while a retention or legal hold stands. No error when it is gone already. */
  deleteVersion(bucket: Bucket, key: string, versionId: string): Promise<void>;
  /** Throws unless the store answers and its buckets are as the product needs them. */
  check(): Promise<void>;
}

export type ObjectStoreErrorCode = 'storage-unavailable' | 'not-found' | 'locked' | 'misconfigured';

export class ObjectStoreError extends Error {
  constructor(
    readonly code: ObjectStoreErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'ObjectStoreError';
  }
}
