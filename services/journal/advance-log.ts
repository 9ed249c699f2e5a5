import type { Clock } from '../../infra/ports/clock';
import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import type { CheckpointSigner } from './checkpoint';
import { integrateLeaves } from './integrate-leaves';
import { publishCheckpoint } from './publish-checkpoint';
import { sequenceEntries } from './sequence-entries';

export interface LogAdvance {
  /** Entries that got an index. */
  readonly sequenced: number;
  /** Leaves that were hashed into the tiles. */
  readonly integrated: number;
  /** Leaves that came under a signed tree head. */
  readonly published: number;
}

/** Bounds the work, and the time the log is locked, of one transaction. */
const STEP_LIMIT = 4_096;

/**
 * Sequences, integrates and publishes until nothing is left to do. Recovery is
 * this same call: each step starts from what the database says. Any number of
 * processes may call it at once.
 *
 * @throws JournalError when the log was tampered with: nothing is signed then
 */
export async function advanceLog(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
}): Promise<LogAdvance> {
  const steps = { unitOfWork: deps.unitOfWork, origin: deps.signer.origin };
  const total = { sequenced: 0, integrated: 0, published: 0 };
  for (;;) {
    const sequenced = await sequenceEntries(steps, STEP_LIMIT);
    const integrated = await integrateLeaves(steps, STEP_LIMIT);
    const published = await publishCheckpoint(deps);
    total.sequenced += sequenced;
    total.integrated += integrated;
    total.published += published;
    if (sequenced + integrated + published === 0) return total;
  }
}
