import type { EntityManager } from 'typeorm';
import { openEmployerRecords } from '../../directory/employer-records';
import { readEmployer } from '../../directory/read-employer';
import { loadReservations } from '../../vaults/load-reservations';
import { findBatch } from '../batches/find-batch';
import { fence, type Lease, requireRunning, requireTimeLeft } from '../chunks/lease';
import { commitChunk } from '../deposit/commit-chunk';
import type { DepositChunk, MatchedItem } from '../deposit/load-chunk';
import { recoverRound, untouched } from '../deposit/recover-round';
import { retentionEnd } from '../deposit/retention';
import { sealItem } from '../deposit/seal-item';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { type ItemFiles, openItemFiles } from '../items/open-item-files';
import { deletePageObjects, type StoredImage } from '../page-image/stored-images';
import { openStagedReader } from '../staging/read-staged';
import { loadStagedUpload, type StagedUpload } from '../staging/staged-parts';
import { finishSettlement } from './finish-settlement';
import { loadSettlement } from './load-settlement';
import { type ChosenItem, reserveChoice } from './reserve-choice';
import { returnItem } from './return-item';

/**
 * From a person's choice to the deposit of one item: reserve, seal, store, commit,
 * in the order and with the fences of any chunk. A crash before the reservation
 * begins again; one after it finds what was written and adopts it.
 */
export async function settleChunk(deps: WorkerIngestionDeps, lease: Lease): Promise<void> {
  const chosen = await loadChosen(deps, lease);
  if (chosen === null) return;
  if (chosen.settlement.documentId === null && !(await reserveChoice(deps, lease, chosen))) return;
  await depositChosen(deps, lease, chosen.upload);
}

/** NULL where there is nothing to do, any more or ever: the chunk ends. */
async function loadChosen(deps: WorkerIngestionDeps, lease: Lease): Promise<ChosenItem | null> {
  return deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    const batch = await findBatch(tx, lease.employerId, lease.batchId);
    const settlement = await loadSettlement(tx, deps, lease);
    if (settlement !== null && batch.wrappedStagingKey !== null) {
      return { batch, settlement, upload: await loadStagedUpload(tx, deps, batch.id) };
    }
    // Destroyed between the choice and now: the item waits again, and can be rejected.
    const reason = 'the staged file was destroyed';
    await returnItem(tx, deps, lease, { state: 'quarantined', code: 'processing-crash', reason });
    return null;
  });
}

async function depositChosen(deps: WorkerIngestionDeps, lease: Lease, upload: StagedUpload): Promise<void> {
  const { chunk, item } = await deps.uow.run(SYSTEM, (tx) => loadReserved(tx, deps, lease, upload));
  const files = openItemFiles(deps, openStagedReader(deps, upload));
  try {
    await sealChosen(deps, lease, { chunk, item, files });
  } finally {
    files.close();
  }
}

async function sealChosen(
  deps: WorkerIngestionDeps,
  lease: Lease,
  { chunk, item, files }: { chunk: DepositChunk; item: MatchedItem; files: ItemFiles },
): Promise<void> {
  await requireTimeLeft(deps, lease);
  const retainUntil = (document: { readonly type: Parameters<typeof retentionEnd>[2] }) =>
    retentionEnd(chunk.submittedAt, chunk.employer.settings, document.type);
  const [recovered = untouched(item)] =
    lease.claims > 1 ? await recoverRound(deps, lease, files, [item], retainUntil) : [];
  const outcome = await sealItem(deps, chunk, files, recovered);
  let images: StoredImage[] = [];
  await commitChunk(deps, lease, chunk, [outcome], async (tx) => {
    images = await finishSettlement(tx, deps, lease.batchId, item.id);
  });
  await deletePageObjects(deps, images);
}

/** The chunk as any deposit has it, in the name of who chose, and from the time of the choice. */
async function loadReserved(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  lease: Lease,
  upload: StagedUpload,
): Promise<{ chunk: DepositChunk; item: MatchedItem }> {
  await fence(tx, lease);
  const batch = await findBatch(tx, lease.employerId, lease.batchId);
  const settlement = await loadSettlement(tx, deps, lease);
  if (settlement === null || settlement.documentId === null)
    throw new Error('settlement without a reservation');
  const { chosenAt, chosenBy, chosenByRole, documentId } = settlement;
  const document = (await loadReservations(tx, deps, [documentId])).get(documentId);
  if (document === undefined) throw new Error('chosen item whose reservation is gone');
  const { id, entry, reading } = settlement.item;
  const item = { id, entry, textDigest: reading?.textDigest ?? null, document };
  return {
    item,
    chunk: {
      records: await openEmployerRecords(tx, deps, lease.employerId),
      employer: await readEmployer(tx, lease.employerId),
      depositor: { scope: SYSTEM.scope, role: chosenByRole, id: chosenBy },
      submittedAt: chosenAt,
      // A publication that begins before the commit finds it all the same.
      scheduled: batch.publishAt !== null && batch.publicationBegunAt === null,
      upload,
      items: [item],
      own: [],
    },
  };
}
