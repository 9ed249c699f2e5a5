import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { dayInFrance } from '../../directory/calendar';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { readEmployer } from '../../directory/read-employer';
import { reserveDocuments } from '../../vaults/reserve-documents';
import { fence, type Lease, requireRunning } from '../chunks/lease';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { openItemFiles } from '../items/open-item-files';
import { employmentsOfAll } from '../items/own-employments';
import { isPages } from '../items/read-file';
import { loadDirectoryView } from '../match/load-directory-view';
import { faultOf, type ReadItem, readItems, type UnreadableItem } from '../match/read-items';
import { readingOf, toRequest } from '../match/record-outcomes';
import { deliveryTo, type RoutedItem, toMatchRequest } from '../match/route-item';
import { deletePageObjects } from '../page-image/stored-images';
import { openStagedReader } from '../staging/read-staged';
import type { StagedUpload } from '../staging/staged-parts';
import type { Batch } from '../tables';
import { keepReadings } from './item-reading';
import type { Settlement } from './load-settlement';
import { returnItem, type WithoutDeposit } from './return-item';
import { contradictionsOf, namesOtherEmployer, periodOf } from './weigh-choice';

export interface ChosenItem {
  readonly batch: Batch;
  readonly settlement: Settlement;
  readonly upload: StagedUpload;
}

/**
 * Reads the chosen item's file again and takes its content keys, as matching does
 * for an item that is in no doubt. What spoke against the choice is weighed once
 * more: the directory or the vaults may have changed since, and what the page says
 * may not have been known.
 *
 * @returns false: it will not be deposited
 */
export async function reserveChoice(
  deps: WorkerIngestionDeps,
  lease: Lease,
  chosen: ChosenItem,
): Promise<boolean> {
  const read = await readChosen(deps, chosen);
  const { reserved, images } = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await requireRunning(tx, lease.batchId);
    const outcome = 'fields' in read ? await reserve(tx, deps, lease, chosen, read) : unreadable(read);
    return outcome === 'reserved'
      ? { reserved: true, images: [] }
      : { reserved: false, images: await returnItem(tx, deps, lease, outcome) };
  });
  await deletePageObjects(deps, images);
  return reserved;
}

/**
 * Pages of a merged PDF are cut out already here: what a person chose the agent for
 * may name nobody, and then only its bytes tell a second copy.
 */
async function readChosen(
  deps: WorkerIngestionDeps,
  { upload, settlement: { item } }: ChosenItem,
): Promise<ReadItem | UnreadableItem> {
  const [read] = await readItems(deps, upload, [item]);
  if (read === undefined) throw new Error('item without an answer to its reading');
  if (!('fields' in read) || !isPages(read.entry)) return read;
  const files = openItemFiles(deps, openStagedReader(deps, upload));
  try {
    const bytes = await files.read(read.entry);
    return { ...read, inputSha256: createHash('sha256').update(bytes).digest() };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return { ...item, ...fault };
  } finally {
    files.close();
  }
}

async function reserve(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  lease: Lease,
  chosen: ChosenItem,
  read: ReadItem,
): Promise<'reserved' | WithoutDeposit> {
  const records = await openEmployerRecords(tx, deps, lease.employerId);
  await keepReadings(tx, records, [readingOf(records, read)]);
  const routed = await routeToChosen(tx, deps, records, chosen, read);
  if (!('recipient' in routed)) return routed;
  const request = { ...toRequest(records, routed), despiteOthers: chosen.settlement.acknowledged };
  const reservation = (await reserveDocuments(tx, deps, lease.employerId, [request])).get(read.id);
  if (reservation === undefined) throw new Error('item without an answer to its reservation');
  const { recipient, type, period, printReason } = routed;
  if (reservation.state === 'other-agents-text') {
    const reason = 'the same file or text already belongs to another agent';
    return quarantined('other-agents-text', reason, reservation.documentId);
  }
  if (reservation.state === 'correction-refused') {
    const reason = 'what it is to replace cannot be meant';
    return quarantined(reservation.code, reason, reservation.documentId ?? undefined);
  }
  if (reservation.state === 'duplicate') {
    const { code, documentId: duplicateOf } = reservation;
    return {
      state: 'duplicate',
      code,
      reason: null,
      duplicateOf,
      employmentId: recipient.employmentId,
      type,
      period,
    };
  }
  await tx.query(
    `update item set document_id = $2, employment_id = $3, type = $4, period = $5, pages = $6, reason = $7
     where id = $1`,
    [read.id, reservation.documentId, recipient.employmentId, type, period, read.pages, printReason],
  );
  return 'reserved';
}

/** Match → objection or notice, as for others: an agent who objected is named to print. */
async function routeToChosen(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  records: EmployerRecords,
  { batch, settlement }: ChosenItem,
  item: ReadItem,
): Promise<RoutedItem | WithoutDeposit> {
  const { employmentId, acknowledged, chosenBy } = settlement;
  const employer = await readEmployer(tx, records.employerId);
  const today = dayInFrance(deps.clock.now());
  const request = toMatchRequest(item, batch, employer, today);
  const directory = await loadDirectoryView(tx, records, batch.source, [request], [employmentId]);
  const recipient = directory.candidates.get(employmentId);
  if (recipient === undefined) throw new Error('chose an employment that is not there');
  if ((await employmentsOfAll(tx, [...batch.handledBy, chosenBy])).has(employmentId)) {
    return quarantined('self-deposit', 'the sender is the recipient');
  }
  if (namesOtherEmployer(request)) return quarantined('other-employer', 'the page names another employer');
  const [contradiction] = contradictionsOf(request, recipient, directory.view);
  if (contradiction !== undefined && !acknowledged) {
    const code = contradiction.startsWith('claim:') ? 'claim-disagrees' : 'document-disagrees';
    return quarantined(code, `contradicts the choice: ${contradiction}`);
  }
  return {
    item,
    recipient,
    type: request.type,
    period: periodOf(request),
    ...deliveryTo(recipient, employer, today),
    manifestOnly: false,
    // An officer says whose it is; a text that names nobody is left out all the same.
    pageIdentifies: true,
  };
}

function quarantined(code: string, reason: string, collidesWith?: string): WithoutDeposit {
  return { state: 'quarantined', code, reason, ...(collidesWith === undefined ? {} : { collidesWith }) };
}

function unreadable({ state, code }: UnreadableItem): WithoutDeposit {
  return { state, code, reason: null };
}
