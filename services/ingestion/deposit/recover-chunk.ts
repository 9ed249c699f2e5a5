import { findLeftover, type Surplus } from '../../vaults/adopt-leftover';
import { loadReservations, type ReservedDocument } from '../../vaults/load-reservations';
import { replaceReservedKeys } from '../../vaults/reserve-documents';
import type { PinnedCopy } from '../../vaults/store-copies';
import { readEntry } from '../archive/read-entry';
import { fence, type Lease } from '../chunks/lease';
import { mapConcurrently } from '../concurrency';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { openStagedReader } from '../staging/read-staged';
import type { SealedFile } from './document-sealing';
import type { DepositChunk } from './load-chunk';
import { retentionEnd } from './retention';

/** What an earlier claim of this chunk had written already. */
export interface Recovered {
  /** By document id: sealed bytes to take over, and the copies that hold them. */
  readonly adopted: ReadonlyMap<
    string,
    { readonly sealed: SealedFile; readonly pinned: readonly PinnedCopy[] }
  >;
  readonly surplus: readonly Surplus[];
  /** The chunk's documents, with fresh keys where nothing was adopted. */
  readonly documents: ReadonlyMap<string, ReservedDocument>;
}

const PARALLEL_LOOKS = 8;

/**
 * Before anything is sealed again: looks for what an earlier claim left under the
 * reserved keys. Documents of which nothing usable is there get fresh keys, so
 * that no key ever encrypts two different files.
 */
export async function recoverChunk(
  deps: WorkerIngestionDeps,
  lease: Lease,
  chunk: DepositChunk,
): Promise<Recovered> {
  const reader = openStagedReader(deps, chunk.upload);
  const found = await mapConcurrently(chunk.items, PARALLEL_LOOKS, async ({ document, entry }) => {
    const recognise = async (sealed: Buffer) =>
      deps.sealing.recognise(await readEntry(reader, entry), sealed);
    const until = retentionEnd(deps.clock.now(), chunk.employer.settings, document.type);
    return { document, leftover: await findLeftover(deps, document, until, recognise) };
  });
  const unusable = found
    .filter(({ leftover }) => leftover.sealed === null)
    .map(({ document }) => document.id);
  const fresh = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    if (unusable.length > 0) await replaceReservedKeys(tx, deps, unusable);
    return loadReservations(tx, deps, unusable);
  });
  return {
    adopted: new Map(
      found.flatMap(({ document, leftover: { sealed, pinned } }) =>
        sealed === null ? [] : [[document.id, { sealed, pinned }]],
      ),
    ),
    surplus: found.flatMap(({ leftover }) => leftover.surplus),
    documents: new Map(chunk.items.map(({ document }) => [document.id, fresh.get(document.id) ?? document])),
  };
}
