import { fence, type Lease, requireTimeLeft } from '../chunks/lease';
import { mapConcurrently } from '../concurrency';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { type ItemFiles, openItemFiles } from '../items/open-item-files';
import { openStagedReader } from '../staging/read-staged';
import { commitChunk } from './commit-chunk';
import { type DepositChunk, loadDepositChunk } from './load-chunk';
import { recoverRound, untouched } from './recover-round';
import { retentionEnd } from './retention';
import { type Outcome, sealItem } from './seal-item';

/** Documents in flight at once; the lease is checked before each such round of writes. */
const ROUND_SIZE = 16;

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
  const refused = chunk.own.map(
    (item): Outcome => ({ item, surplus: [], state: 'quarantined', code: 'self-deposit' }),
  );
  const files = openItemFiles(deps, openStagedReader(deps, chunk.upload));
  try {
    const sealed = await sealInRounds(deps, lease, chunk, files);
    await commitChunk(deps, lease, chunk, [...sealed, ...refused]);
  } finally {
    files.close();
  }
}

async function sealInRounds(
  deps: WorkerIngestionDeps,
  lease: Lease,
  chunk: DepositChunk,
  files: ItemFiles,
): Promise<Outcome[]> {
  const retainUntil = (document: { readonly type: Parameters<typeof retentionEnd>[2] }) =>
    retentionEnd(chunk.submittedAt, chunk.employer.settings, document.type);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < chunk.items.length; at += ROUND_SIZE) {
    await requireTimeLeft(deps, lease);
    const items = chunk.items.slice(at, at + ROUND_SIZE);
    const round =
      lease.claims > 1 ? await recoverRound(deps, lease, files, items, retainUntil) : items.map(untouched);
    outcomes.push(
      ...(await mapConcurrently(round, ROUND_SIZE, (recovered) => sealItem(deps, chunk, files, recovered))),
    );
  }
  return outcomes;
}
