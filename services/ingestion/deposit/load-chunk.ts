import type { EntityManager } from 'typeorm';
import { type EmployerView, readEmployer } from '../../directory/read-employer';
import { loadReservations, type ReservedDocument } from '../../vaults/load-reservations';
import type { EntryLocation } from '../archive/read-entry';
import type { Lease } from '../chunks/lease';
import type { IngestionDeps } from '../deps';
import { loadStagedUpload, type StagedUpload } from '../staging/staged-parts';

/** An item whose document is reserved and waits for its seal. */
export interface MatchedItem {
  readonly id: string;
  readonly entry: EntryLocation;
  readonly document: ReservedDocument;
}

export interface DepositChunk {
  readonly employer: EmployerView;
  readonly upload: StagedUpload;
  readonly items: readonly MatchedItem[];
}

export async function loadDepositChunk(
  tx: EntityManager,
  deps: IngestionDeps,
  lease: Lease,
): Promise<DepositChunk> {
  const rows: { id: string; entry: EntryLocation; documentId: string }[] = await tx.query(
    `select id, entry, document_id as "documentId" from item
     where batch_id = $1 and position between $2 and $3 and state = 'pending' and document_id is not null
     order by position`,
    [lease.batchId, lease.firstPosition, lease.lastPosition],
  );
  const reserved = await loadReservations(
    tx,
    deps,
    rows.map((row) => row.documentId),
  );
  return {
    employer: await readEmployer(tx, lease.employerId),
    upload: await loadStagedUpload(tx, deps, lease.batchId),
    items: rows.flatMap(({ documentId, ...item }) => {
      const document = reserved.get(documentId);
      return document === undefined ? [] : [{ ...item, document }];
    }),
  };
}
