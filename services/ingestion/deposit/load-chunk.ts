import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../../infra/ports/unit-of-work';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { type EmployerView, readEmployer } from '../../directory/read-employer';
import { loadReservations, type ReservedDocument } from '../../vaults/load-reservations';
import type { Lease } from '../chunks/lease';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { employmentsOfAll } from '../items/own-employments';
import type { ItemLocation } from '../items/read-file';
import { openReading } from '../quarantine/item-reading';
import { loadStagedUpload, type StagedUpload } from '../staging/staged-parts';

/** An item whose document is reserved and waits for its seal. */
export interface MatchedItem {
  readonly id: string;
  readonly entry: ItemLocation;
  /** Of the text that was matched, keyed; NULL where the document is a file of its own, or its text names nobody. */
  readonly textDigest: Buffer | null;
  readonly document: ReservedDocument;
}

export interface DepositChunk {
  readonly employer: EmployerView;
  readonly records: EmployerRecords;
  /** In whose name the deposits are journaled: whoever submitted the batch. */
  readonly depositor: Actor;
  readonly submittedAt: Date;
  /** Agents see it later. Settled since depositing began. */
  readonly scheduled: boolean;
  readonly upload: StagedUpload;
  readonly items: readonly MatchedItem[];
  /** Those of people who had a hand in the batch, also since it was matched: not to be deposited. */
  readonly own: readonly MatchedItem[];
}

export async function loadDepositChunk(
  tx: EntityManager,
  deps: WorkerIngestionDeps,
  lease: Lease,
): Promise<DepositChunk> {
  const [batch]: {
    role: Role;
    id: string | null;
    submittedAt: Date;
    scheduled: boolean;
    handledBy: string[];
  }[] = await tx.query(
    `select submitted_by_role as role, submitted_by as id, submitted_at as "submittedAt",
       publish_at is not null as scheduled, handled_by as "handledBy"
     from batch where id = $1`,
    [lease.batchId],
  );
  if (batch === undefined) throw new Error('chunk without batch');
  const records = await openEmployerRecords(tx, deps, lease.employerId);
  const rows: {
    id: string;
    entry: ItemLocation;
    documentId: string;
    sealedReading: Buffer | null;
  }[] = await tx.query(
    `select id, entry, document_id as "documentId", sealed_reading as "sealedReading" from item
     where batch_id = $1 and position between $2 and $3 and state = 'pending' and document_id is not null
     order by position`,
    [lease.batchId, lease.firstPosition, lease.lastPosition],
  );
  const reserved = await loadReservations(
    tx,
    deps,
    rows.map((row) => row.documentId),
  );
  const barred = await employmentsOfAll(tx, batch.handledBy);
  const matched = rows.map(({ documentId, sealedReading, ...item }) => {
    const document = reserved.get(documentId);
    if (document === undefined) throw new Error('pending item whose reservation is gone');
    const textDigest = openReading(records, item.id, sealedReading)?.textDigest ?? null;
    return { ...item, textDigest, document };
  });
  return {
    records,
    employer: await readEmployer(tx, lease.employerId),
    depositor: { scope: SYSTEM.scope, role: batch.role, id: batch.id },
    submittedAt: batch.submittedAt,
    scheduled: batch.scheduled,
    upload: await loadStagedUpload(tx, deps, lease.batchId),
    items: matched.filter(({ document }) => !barred.has(document.employmentId)),
    own: matched.filter(({ document }) => barred.has(document.employmentId)),
  };
}
