import type { EntityManager } from 'typeorm';
import type { Clock } from '../../infra/ports/clock';
import type { Actor } from '../../infra/ports/unit-of-work';
import type { EntryDraft, Journal } from '../journal/append-entries';
import type { Surplus } from './adopt-leftover';
import { depositEntry } from './deposit-entry';
import type { ReservedDocument } from './load-reservations';
import type { PinnedCopy } from './store-copies';

/** A sealed and stored document, ready to become true. */
export interface Deposit {
  readonly document: ReservedDocument;
  readonly inputSha256: Buffer;
  readonly employerSiret: string;
  readonly sealedSha256: Buffer;
  /** Bytes of the sealed file. */
  readonly sealedSize: number;
  readonly sealLevel: string;
  /** genTime of the timestamp token; NULL below B-T. */
  readonly sealedAt: Date | null;
  readonly copies: readonly PinnedCopy[];
}

export interface DepositingBatch {
  readonly id: string;
  /** Agents may not know of it yet: their copies wait for `releaseScheduled`. */
  readonly scheduled: boolean;
}

/**
 * Makes deposits true: documents, pinned objects and journal entries in the
 * caller's transaction, each table by one statement. Before its commit nothing
 * of this is visible to anyone; after it, nothing is missing. What is scheduled
 * comes into the agent's vault with its release: its entry there is written then.
 */
export async function commitDeposits(
  tx: EntityManager,
  deps: { readonly clock: Clock; readonly journal: Journal },
  actor: Actor,
  deposits: readonly Deposit[],
  batch: DepositingBatch,
): Promise<void> {
  if (deposits.length === 0) return;
  const at = deps.clock.now();
  await tx.query(
    `update document d set state = 'deposited', deposited_at = $1, input_sha256 = new.input_sha256, sealed_sha256 = new.sha256,
       sealed_size = new.size, seal_level = new.level, sealed_at = new.sealed_at,
       agent_copy = case when $7 and d.agent_copy = 'released' then 'scheduled' else d.agent_copy end
     from unnest($2::uuid[], $3::bytea[], $4::integer[], $5::text[], $6::timestamptz[], $8::bytea[])
       as new (id, sha256, size, level, sealed_at, input_sha256)
     where d.id = new.id and d.state = 'reserved'`,
    [
      at,
      deposits.map((deposit) => deposit.document.id),
      deposits.map((deposit) => deposit.sealedSha256),
      deposits.map((deposit) => deposit.sealedSize),
      deposits.map((deposit) => deposit.sealLevel),
      deposits.map((deposit) => deposit.sealedAt),
      batch.scheduled,
      deposits.map((deposit) => deposit.inputSha256),
    ],
  );
  if (batch.scheduled) await hide(tx, deposits, batch.id);
  const copies = deposits.flatMap(({ document, copies: pinned }) =>
    pinned.map((copy) => ({ documentId: document.id, ...copy })),
  );
  await tx.query(
    `update document_key k set version_id = new.version_id, object_sha256 = new.sha256,
       object_size = new.size, retain_until = new.retain_until
     from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::integer[], $6::timestamptz[])
       as new (document_id, copy, version_id, sha256, size, retain_until)
     where k.document_id = new.document_id and k.copy = new.copy`,
    [
      copies.map((copy) => copy.documentId),
      copies.map((copy) => copy.copy),
      copies.map((copy) => copy.versionId),
      copies.map((copy) => copy.objectSha256),
      copies.map((copy) => copy.objectSize),
      copies.map((copy) => copy.retainUntil),
    ],
  );
  await deps.journal.append(
    tx,
    actor,
    deposits.flatMap((deposit) => entriesOf(deposit, at, batch)),
  );
}

async function hide(tx: EntityManager, deposits: readonly Deposit[], batchId: string): Promise<void> {
  const hidden = deposits.filter(({ copies }) => copies.some(({ copy }) => copy === 'agent'));
  await tx.query(
    `insert into hidden_document (document_id, agent_vault_id, batch_id)
     select id, vault_id, $1 from unnest($2::uuid[], $3::uuid[]) as new (id, vault_id)`,
    [batchId, hidden.map(({ document }) => document.id), hidden.map(({ document }) => document.agentVaultId)],
  );
}

/** Versions that nothing will pin: counted under a reason, never unknown. */
export async function registerSurplus(
  tx: EntityManager,
  at: Date,
  surplus: readonly Surplus[],
  reason: 'retry-replaced' | 'reconciled' | 'withheld' | 'withdrawn',
): Promise<void> {
  if (surplus.length === 0) return;
  await tx.query(
    `insert into surplus_object (bucket, object_key, version_id, size, reason, found_at)
     select bucket, key, version_id, size, $5, $6
     from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) as new (bucket, key, version_id, size)
     on conflict do nothing`,
    [
      surplus.map((one) => one.bucket),
      surplus.map((one) => one.version.key),
      surplus.map((one) => one.version.versionId),
      surplus.map((one) => one.version.size),
      reason,
      at,
    ],
  );
}

/** One entry per vault that now holds the document: an entry concerns exactly one vault. */
function entriesOf(deposit: Deposit, at: Date, batch: DepositingBatch): EntryDraft[] {
  const { document, inputSha256, employerSiret, sealedSha256, sealLevel } = deposit;
  return deposit.copies
    .filter(({ copy }) => copy === 'employer' || !batch.scheduled)
    .map(({ copy, versionId }) =>
      depositEntry(copy, batch.id, {
        ...document,
        inputSha256,
        employerSiret,
        sealedSha256,
        sealLevel,
        depositedAt: at,
        objectVersion: versionId,
      }),
    );
}
