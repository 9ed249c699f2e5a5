import { createHash } from 'node:crypto';
import { SealingError } from '../../sealing/errors';
import { commitDeposits, type Deposit, registerSurplus } from '../../vaults/commit-deposits';
import { releaseReservations } from '../../vaults/reserve-documents';
import { storeCopies } from '../../vaults/store-copies';
import { DamagedEntryError, readEntry } from '../archive/read-entry';
import { endStage } from '../chunks/advance-batch';
import { fence, type Lease, requireTimeLeft } from '../chunks/lease';
import { mapConcurrently } from '../concurrency';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { openStagedReader, type StagedReader } from '../staging/read-staged';
import { type DepositChunk, loadDepositChunk, type MatchedItem } from './load-chunk';
import { type Recovered, recoverChunk } from './recover-chunk';
import { retentionEnd } from './retention';

/** Documents in flight at once; the lease is checked before each such round of writes. */
const ROUND_SIZE = 16;

type Outcome =
  | { readonly item: MatchedItem; readonly deposit: Deposit }
  | { readonly item: MatchedItem; readonly state: 'rejected' | 'quarantined'; readonly code: string };

/**
 * Seals, timestamps, encrypts and stores the items of one chunk, then makes all
 * of it true in one transaction. A crash before that transaction leaves object
 * versions that nobody sees; the next claim adopts them.
 */
export async function depositChunk(deps: WorkerIngestionDeps, lease: Lease): Promise<void> {
  const chunk = await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    return loadDepositChunk(tx, deps, lease);
  });
  const recovered = lease.claims > 1 ? await recoverChunk(deps, lease, chunk) : null;
  const outcomes = await sealInRounds(deps, lease, chunk, recovered);
  await commit(deps, lease, outcomes, recovered);
}

async function sealInRounds(
  deps: WorkerIngestionDeps,
  lease: Lease,
  chunk: DepositChunk,
  recovered: Recovered | null,
): Promise<Outcome[]> {
  const reader = openStagedReader(deps, chunk.upload);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < chunk.items.length; at += ROUND_SIZE) {
    await requireTimeLeft(deps, lease);
    const round = chunk.items.slice(at, at + ROUND_SIZE);
    outcomes.push(
      ...(await mapConcurrently(round, ROUND_SIZE, (item) => sealOne(deps, chunk, reader, recovered, item))),
    );
  }
  return outcomes;
}

async function sealOne(
  deps: WorkerIngestionDeps,
  { employer }: DepositChunk,
  reader: StagedReader,
  recovered: Recovered | null,
  item: MatchedItem,
): Promise<Outcome> {
  const document = recovered?.documents.get(item.document.id) ?? item.document;
  const adopted = recovered?.adopted.get(document.id);
  try {
    const sealed =
      adopted === undefined
        ? await deps.sealing.seal(await readEntry(reader, item.entry), {
            reason: `Déposé par ${employer.name}, SIRET ${employer.siret}`,
          })
        : adopted.sealed;
    const until = retentionEnd(deps.clock.now(), employer.settings, document.type);
    const copies = await storeCopies(deps, document, sealed.bytes, until, adopted?.pinned);
    return {
      item,
      deposit: {
        document,
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
    return { item, ...fault };
  }
}

async function commit(
  deps: WorkerIngestionDeps,
  lease: Lease,
  outcomes: readonly Outcome[],
  recovered: Recovered | null,
): Promise<void> {
  const deposits = outcomes.flatMap((outcome) => ('deposit' in outcome ? [outcome.deposit] : []));
  const refused = outcomes.flatMap((outcome) => ('code' in outcome ? [outcome] : []));
  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    await commitDeposits(tx, deps, SYSTEM, deposits);
    await registerSurplus(tx, deps.clock.now(), recovered?.surplus ?? [], 'retry-replaced');
    await tx.query(
      `update item i set state = case d.agent_copy when 'released' then 'deposited' else 'to-print' end
       from document d where d.id = i.document_id and i.batch_id = $1 and d.id = any ($2::uuid[])`,
      [lease.batchId, deposits.map((deposit) => deposit.document.id)],
    );
    await tx.query(
      `update item i set state = r.state, code = r.code, document_id = null, employment_id = null
       from unnest($1::uuid[], $2::text[], $3::text[]) as r (id, state, code) where i.id = r.id`,
      [
        refused.map(({ item }) => item.id),
        refused.map(({ state }) => state),
        refused.map(({ code }) => code),
      ],
    );
    await releaseReservations(
      tx,
      refused.map(({ item }) => item.document.id),
    );
    await endStage(tx, deps, lease, 'done');
  });
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
  if (!(error instanceof SealingError || error instanceof DamagedEntryError)) return null;
  if (SOURCE_FAULTS.has(error.code)) return { state: 'rejected', code: error.code };
  return error.code === 'seal-check-failed' ? { state: 'quarantined', code: 'processing-crash' } : null;
}
