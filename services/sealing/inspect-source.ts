import { readSource, type SourceLimits } from './pdf/read-source';

export interface InspectedSource {
  readonly pages: number;
  /** Signatures it already carries: sealing keeps them valid. */
  readonly signatures: number;
}

/**
 * Says whether a received file can be sealed, before anything is spent on it.
 * Work is bounded by the limits and a fixed budget, whatever the file claims.
 *
 * Throws SealingError: `not-a-pdf`, `pdf-encrypted`, `pdf-damaged`, `pdf-empty`, `over-limit`.
 */
export function inspectSource(source: Buffer, limits: SourceLimits): InspectedSource {
  const { pages, signatures } = readSource(source, limits);
  return { pages, signatures };
}
