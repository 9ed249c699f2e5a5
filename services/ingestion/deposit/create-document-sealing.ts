import { inspectSource } from '../../sealing/inspect-source';
import type { SourceLimits } from '../../sealing/pdf/read-source';
import type { Sealer } from '../../sealing/seal-document';
import type { DocumentSealing } from './document-sealing';

/** What a verifier that shares nothing with the signer finds in a sealed file; NULL where it does not verify. */
export type SealCheck = (sealed: Buffer) => { readonly level: string; readonly genTime: Date | null } | null;

/** Seals with `sealer`; recognises what an earlier attempt sealed by `check` alone. */
export function createDocumentSealing(
  sealer: Sealer,
  limits: SourceLimits,
  check: SealCheck,
): DocumentSealing {
  return {
    inspect: (source) => inspectSource(source, limits),
    seal: (source, statement) => sealer.seal(source, statement),
    recognise(source, sealed) {
      if (sealed.length <= source.length || !sealed.subarray(0, source.length).equals(source)) return null;
      const found = check(sealed);
      return found === null ? null : { bytes: sealed, ...found };
    },
  };
}
