import { createHash } from 'node:crypto';
import { SealingError } from '../../sealing/errors';
import type { Surplus } from '../../vaults/adopt-leftover';
import type { Deposit } from '../../vaults/commit-deposits';
import { storeCopies } from '../../vaults/store-copies';
import { DamagedEntryError } from '../archive/read-entry';
import { PageCutError } from '../cutting/errors';
import type { WorkerIngestionDeps } from '../deps';
import type { ItemFiles } from '../items/open-item-files';
import { isPages } from '../items/read-file';
import { saysWhatWasMatched } from './check-cut';
import type { DepositChunk, MatchedItem } from './load-chunk';
import type { RecoveredItem } from './recover-round';
import { retentionEnd } from './retention';

/** What became of one item: stored and ready to be made true, or not to be had from this file. */
export type Outcome = { readonly item: MatchedItem; readonly surplus: readonly Surplus[] } & (
  | { readonly deposit: Deposit }
  | { readonly state: 'rejected' | 'quarantined'; readonly code: string }
);

/** Seals, timestamps, encrypts and stores one item, as far as an earlier claim has not. */
export async function sealItem(
  deps: WorkerIngestionDeps,
  { employer, records, submittedAt }: DepositChunk,
  files: ItemFiles,
  recovered: RecoveredItem,
): Promise<Outcome> {
  const { item, document, pinned, surplus } = recovered;
  try {
    let { sealed } = recovered;
    let { inputSha256 } = document;
    if (sealed === null || inputSha256 === null) {
      const source = await files.read(item.entry);
      const { textDigest } = item;
      const isCut = isPages(item.entry) && textDigest !== null;
      if (isCut && !(await saysWhatWasMatched(deps, records, textDigest, source))) {
        return { item, surplus, state: 'quarantined', code: 'pages-unclear' };
      }
      inputSha256 ??= createHash('sha256').update(source).digest();
      sealed ??= await deps.sealing.seal(source, {
        reason: `Déposé par ${employer.name}, SIRET ${employer.siret}`,
      });
    }
    // Counted from the submission: the same for every attempt, so that a row never claims a longer lock than was set.
    const until = retentionEnd(submittedAt, employer.settings, document.type);
    const copies = await storeCopies(deps, document, sealed.bytes, until, pinned);
    return {
      item,
      surplus,
      deposit: {
        document,
        inputSha256,
        employerSiret: employer.siret,
        sealedSha256: createHash('sha256').update(sealed.bytes).digest(),
        sealedSize: sealed.bytes.length,
        sealLevel: sealed.level,
        sealedAt: sealed.genTime,
        copies,
      },
    };
  } catch (error) {
    const fault = itemFault(error);
    if (fault === null) throw error;
    return { item, surplus, ...fault };
  }
}

/** A file that cannot be sealed as sent is rejected; one that we fail on, a person must see. */
const SOURCE_FAULTS: ReadonlySet<string> = new Set([
  'not-a-pdf',
  'pdf-encrypted',
  'pdf-damaged',
  'pdf-empty',
  'over-limit',
  'entry-damaged',
]);

/** Faults of this one file. Everything else is a fault of ours or of a service, and ends the claim. */
function itemFault(error: unknown): { state: 'rejected' | 'quarantined'; code: string } | null {
  const concernsFile =
    error instanceof SealingError || error instanceof DamagedEntryError || error instanceof PageCutError;
  if (!concernsFile) return null;
  if (SOURCE_FAULTS.has(error.code)) return { state: 'rejected', code: error.code };
  return ['seal-check-failed', 'processing-crash'].includes(error.code)
    ? { state: 'quarantined', code: 'processing-crash' }
    : null;
}
