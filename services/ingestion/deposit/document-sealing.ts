/** A sealed file, and what its seal shows. */
export interface SealedFile {
  readonly bytes: Buffer;
  /** The level reached, never a higher one. */
  readonly level: string;
  /** genTime of the timestamp token; NULL below B-T. */
  readonly genTime: Date | null;
}

/** Sealing as a deposit needs it. Every method throws SealingError. */
export interface DocumentSealing {
  /** Refuses by its code what could not be sealed, before any other cost is paid. */
  inspect(source: Buffer): { readonly pages: number };
  seal(source: Buffer, options: { readonly reason: string }): Promise<SealedFile>;
  /** Level and time of a file that {@link isSealedFormOf} accepted. */
  describe(sealed: Buffer): SealedFile;
  /** Whether `sealed` is `source` unchanged, followed by a seal of ours that verifies. */
  isSealedFormOf(source: Buffer, sealed: Buffer): boolean;
}
