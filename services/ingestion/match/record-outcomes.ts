import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import { type Reservation, type ReservationRequest, reserveDocuments } from '../../vaults/reserve-documents';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { correctionReference, externalKey } from '../items/external-key';
import { textDigest } from '../items/text-digest';
import { type ItemReading, keepReadings } from '../quarantine/item-reading';
import type { ItemState } from '../tables';
import type { ReadItem, UnreadableItem } from './read-items';
import type { RefusedItem, RoutedItem } from './route-item';
import { traceOutcomes } from './trace-outcomes';

/** One row's new values; what is NULL here becomes NULL. */
interface ItemUpdate {
  readonly id: string;
  readonly state: ItemState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly employmentId: string | null;
  readonly documentId: string | null;
  readonly duplicateOf: string | null;
  readonly type: string | null;
  readonly period: string | null;
  readonly pages: number | null;
}

const OTHER_AGENTS_TEXT = 'the same file or text already belongs to another agent';
const NOT_TO_REPLACE =
  'what it is to replace is not a payslip of the same agent and month that can be replaced';

/**
 * Writes what matching found, reservations included, in the caller's transaction.
 *
 * @returns how many items now wait for their deposit
 */
export async function recordOutcomes(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  { records, batch }: { readonly records: EmployerRecords; readonly batch: { readonly id: string } },
  outcomes: readonly (RoutedItem | RefusedItem)[],
  unreadable: readonly UnreadableItem[],
): Promise<number> {
  const routed = outcomes.filter((outcome): outcome is RoutedItem => 'recipient' in outcome);
  const refused = outcomes.filter((outcome): outcome is RefusedItem => 'code' in outcome);
  const reservations = await reserveDocuments(
    tx,
    deps,
    records.employerId,
    routed.map((outcome) => toRequest(records, outcome)),
  );
  const settled = routed.map((outcome) => ({ outcome, reservation: settledAs(reservations, outcome) }));
  await updateItems(tx, [
    ...unreadable.map(({ id, state, code }) => blank({ id, state, code })),
    ...refused.map(({ item, state, code, reason }) =>
      blank({ id: item.id, state, code, reason, pages: item.pages }),
    ),
    ...settled.map(({ outcome, reservation }) => toUpdate(outcome, reservation)),
  ]);
  await keepReadings(
    tx,
    records,
    quarantined(refused, settled).map((item) => readingOf(records, item)),
  );
  await deps.journal.append(
    tx,
    SYSTEM,
    traceOutcomes({ employerId: records.employerId, batch: batch.id }, settled, [...refused, ...unreadable]),
  );
  return settled.filter(({ reservation }) => reservation.state === 'reserved').length;
}

/** Items that a person will look at. */
function quarantined(
  refused: readonly RefusedItem[],
  settled: readonly { readonly outcome: RoutedItem; readonly reservation: Reservation }[],
): ReadItem[] {
  return [
    ...refused.filter(({ state }) => state === 'quarantined').map(({ item }) => item),
    ...settled.flatMap(({ outcome, reservation }) =>
      reservation.state === 'other-agents-text' || reservation.state === 'correction-refused'
        ? [outcome.item]
        : [],
    ),
  ];
}

/** What a person who decides on the item may need of its file. */
export function readingOf(
  records: EmployerRecords,
  item: ReadItem,
): { readonly id: string; readonly reading: ItemReading } {
  const { id, fields, inputSha256 } = item;
  return { id, reading: { fields, inputSha256, textDigest: digestOf(records, item) } };
}

/** What reserving a document for an item takes. */
export function toRequest(records: EmployerRecords, outcome: RoutedItem): ReservationRequest {
  const { item, recipient, type, period, agentCopy, pageIdentifies } = outcome;
  return {
    itemId: item.id,
    employmentId: recipient.employmentId,
    agentVaultId: recipient.vaultId,
    type,
    period,
    inputSha256: item.inputSha256,
    // A text that does not tell whose it is is never "the same text": two blank forms are two documents.
    textDigest: pageIdentifies ? digestOf(records, item) : null,
    pages: item.pages,
    agentCopy,
    title: item.claim.title ?? null,
    sealTitle: (documentId) =>
      item.claim.title === undefined ? null : records.seal('document-title', documentId, item.claim.title),
    externalKey: externalKey(records, item.claim.externalId),
    corrects: correctionReference(records, item.claim.corrects),
  };
}

/** That of pages of a merged PDF was taken when the file was split. */
function digestOf(records: EmployerRecords, { reading, fields, textSha256 }: ReadItem): Buffer | null {
  return reading === null ? textDigest(records, fields, textSha256) : reading.textDigest;
}

function settledAs(reservations: ReadonlyMap<string, Reservation>, { item }: RoutedItem): Reservation {
  const reservation = reservations.get(item.id);
  if (reservation === undefined) throw new Error('item without an answer to its reservation');
  return reservation;
}

function toUpdate(outcome: RoutedItem, reservation: Reservation): ItemUpdate {
  const { item, recipient, type, period, printReason } = outcome;
  const base = { id: item.id, type, period, pages: item.pages, employmentId: recipient.employmentId };
  switch (reservation.state) {
    case 'reserved':
      return blank({ ...base, state: 'pending', documentId: reservation.documentId, reason: printReason });
    case 'duplicate':
      return blank({
        ...base,
        state: 'duplicate',
        code: reservation.code,
        duplicateOf: reservation.documentId,
      });
    case 'other-agents-text':
      return blank({
        ...base,
        employmentId: null,
        state: 'quarantined',
        code: 'other-agents-text',
        reason: OTHER_AGENTS_TEXT,
      });
    case 'correction-refused':
      return blank({
        ...base,
        employmentId: null,
        state: 'quarantined',
        code: reservation.code,
        reason: NOT_TO_REPLACE,
      });
  }
}

function blank(update: Partial<ItemUpdate> & Pick<ItemUpdate, 'id' | 'state'>): ItemUpdate {
  return {
    code: null,
    reason: null,
    employmentId: null,
    documentId: null,
    duplicateOf: null,
    type: null,
    period: null,
    pages: null,
    ...update,
  };
}

async function updateItems(tx: EntityManager, updates: readonly ItemUpdate[]): Promise<void> {
  await tx.query(
    `update item i set state = u.state, code = u.code, reason = u.reason, employment_id = u.employment_id,
       document_id = u.document_id, duplicate_of = u.duplicate_of, type = u.type, period = u.period, pages = u.pages,
       sealed_reading = case when u.state in ('quarantined', 'pending') then i.sealed_reading end
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[],
       $9::text[], $10::integer[])
       as u (id, state, code, reason, employment_id, document_id, duplicate_of, type, period, pages)
     where i.id = u.id`,
    [
      updates.map((update) => update.id),
      updates.map((update) => update.state),
      updates.map((update) => update.code),
      updates.map((update) => update.reason),
      updates.map((update) => update.employmentId),
      updates.map((update) => update.documentId),
      updates.map((update) => update.duplicateOf),
      updates.map((update) => update.type),
      updates.map((update) => update.period),
      updates.map((update) => update.pages),
    ],
  );
}
