/** A sealed file, and what its seal shows. */
export interface SealedFile {
  readonly bytes: Buffer;
  /** The level reached, never a higher one. */
  readonly level: string;
  /** genTime of the timestamp token; NULL below B-T. */
  readonly genTime: Date | null;
}

/** Sealing as a deposit needs it. Throws SealingError. */
export interface DocumentSealing {
  /** Refuses by its code what could not be sealed, before any other cost is paid. */
  inspect(source: Buffer): { readonly pages: number };
  seal(source: Buffer, statement: { readonly reason: string }): Promise<SealedFile>;
  /** `sealed` as what it is: `source` unchanged, then a seal of ours that verifies. NULL where it is not. */
  recognise(source: Buffer, sealed: Buffer): SealedFile | null;
}
