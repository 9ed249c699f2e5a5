import { CipherError } from '../../../infra/ports/cipher';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import { DatabaseUnavailableError } from '../../../infra/ports/unit-of-work';
import { SealingError } from '../../sealing/errors';
import { depositChunk } from '../deposit/deposit-chunk';
import type { WorkerIngestionDeps } from '../deps';
import { expandBatch } from '../expand/expand-batch';
import { matchChunk } from '../match/match-chunk';
import { PageReaderUnavailableError } from '../page-text/errors';
import { settleChunk } from '../quarantine/settle-chunk';
import { dispatchChunks } from './dispatch-chunks';
import { type BlockedCode, giveBackUnwatched, giveUpLease } from './give-back';
import { giveBackWhenAnswered } from './give-back-when-answered';
import { type ChunkStage, claimChunk, type Lease, LeaseLostError } from './lease';

const STAGES: Readonly<Record<ChunkStage, (deps: WorkerIngestionDeps, lease: Lease) => Promise<void>>> = {
  expand: expandBatch,
  match: matchChunk,
  deposit: depositChunk,
  settle: settleChunk,
};

/**
 * Answers one ring: claims the chunk, does its stage under a kept lease, rings
 * for what comes next. A ring for a chunk that is gone, done or held by another
 * worker does nothing.
 */
export async function processChunk(deps: WorkerIngestionDeps, chunkId: string): Promise<void> {
  const lease = await claimChunk(deps, chunkId);
  if (lease !== null) {
    const kept = deps.leases.keep(lease);
    try {
      await STAGES[lease.stage](deps, lease);
      if (lease.stage === 'deposit' || lease.stage === 'settle') await ringFollowers(deps);
    } catch (error) {
      await endClaim(deps, lease, error);
    } finally {
      kept.release();
    }
  }
  await dispatchChunks(deps);
}

/** New entries wait for their place in the log, mails and webhooks for being sent; a lost ring delays them to the next sweep. */
async function ringFollowers(deps: WorkerIngestionDeps): Promise<void> {
  for (const queue of ['sequence', 'notify', 'webhook']) {
    await deps.doorbell.ring(queue, [{}]).catch((error: unknown) => {
      deps.logger.warn({ error, queue }, 'doorbell not heard');
    });
  }
}

async function endClaim(deps: WorkerIngestionDeps, lease: Lease, error: unknown): Promise<void> {
  const fields = { error, chunkId: lease.chunkId, batchId: lease.batchId, stage: lease.stage };
  if (error instanceof LeaseLostError) {
    deps.logger.warn(fields, 'lease lost');
    await giveBackUnwatched(deps, lease);
    return;
  }
  const blocked = blockedCode(error);
  if (blocked !== null) {
    deps.logger.warn({ ...fields, blocked }, 'chunk blocked');
    await giveBackWhenAnswered(deps, lease, blocked);
    return;
  }
  deps.logger.error(fields, 'chunk failed');
  await giveUpLease(deps, lease);
}

/** A timestamp authority that lies is as unusable as one that is down: nothing is deposited meanwhile. */
function blockedCode(error: unknown): BlockedCode | null {
  // A store that refuses us (rotated credentials, a lost lock) waits for its administrator: no slip is at fault.
  if (error instanceof ObjectStoreError && error.code !== 'not-found') return 'storage-unavailable';
  if (error instanceof CipherError && error.code === 'key-unavailable') return error.code;
  if (error instanceof PageReaderUnavailableError) return error.code;
  if (error instanceof DatabaseUnavailableError) return error.code;
  if (!(error instanceof SealingError)) return null;
  return error.code.startsWith('tsa-') ? 'tsa-unavailable' : 'seal-unavailable';
}
