import { findLeftover, type Surplus } from '../../vaults/adopt-leftover';
import { loadReservations, type ReservedDocument } from '../../vaults/load-reservations';
import { replaceReservedKeys } from '../../vaults/reserve-documents';
import type { PinnedCopy } from '../../vaults/store-copies';
import { fence, type Lease } from '../chunks/lease';
import { mapConcurrently } from '../concurrency';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import type { ItemFiles } from '../items/open-item-files';
import type { SealedFile } from './document-sealing';
import type { MatchedItem } from './load-chunk';

/** What an earlier claim had done of one item, if anything. */
export interface RecoveredItem {
  readonly item: MatchedItem;
  /** The document, with fresh keys for every copy that is still to be written. */
  readonly document: ReservedDocument;
  /** Sealed bytes to take over, NULL where the document must be sealed. */
  readonly sealed: SealedFile | null;
  readonly pinned: readonly PinnedCopy[];
  readonly surplus: readonly Surplus[];
}

/** As first claimed: nothing can be there yet. */
export function untouched(item: MatchedItem): RecoveredItem {
  return { item, document: item.document, sealed: null, pinned: [], surplus: [] };
}

/**
 * Before anything is sealed again: looks for what an earlier claim left under the
 * reserved keys. Every copy that is still to be written gets a fresh key first,
 * for the old one may have encrypted something already that is not seen yet.
 */
export async function recoverRound(
  deps: WorkerIngestionDeps,
  lease: Lease,
  files: ItemFiles,
  round: readonly MatchedItem[],
  retainUntil: (document: ReservedDocument) => Date,
): Promise<RecoveredItem[]> {
  const found = await mapConcurrently(round, round.length, async (item) => {
    const recognise = async (sealed: Buffer) => deps.sealing.recognise(await files.read(item.entry), sealed);
    const { document } = item;
    return { item, leftover: await findLeftover(deps, document, retainUntil(document), recognise) };
  });
  const missing = found.flatMap(({ item: { document }, leftover }) =>
    document.copies
      .filter(({ copy }) => !leftover.pinned.some((pinned) => pinned.copy === copy))
      .map(({ copy }) => ({ documentId: document.id, copy })),
  );
  const fresh = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await replaceReservedKeys(tx, deps, missing);
    return loadReservations(
      tx,
      deps,
      round.map(({ document }) => document.id),
    );
  });
  return found.map(({ item, leftover }) => ({
    item,
    document: fresh.get(item.document.id) ?? item.document,
    ...leftover,
  }));
}
