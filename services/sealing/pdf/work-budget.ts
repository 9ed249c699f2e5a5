import { SealingError } from '../errors';

/** Tokens read and structure entries visited in one document; a payslip needs a few thousand. */
const STEPS = 20_000_000;
/** Inflated bytes of cross-reference and object streams of one document. */
const INFLATED_BYTES = 128 * 1024 * 1024;

/** Bounds what a hostile file can cost, whatever its cross references say. Throws `over-limit`. */
export interface WorkBudget {
  spend(steps: number): void;
  /** What may still be inflated. */
  inflatable(): number;
  spendInflated(bytes: number): void;
}

export function createWorkBudget(): WorkBudget {
  let steps = STEPS;
  let inflatable = INFLATED_BYTES;
  return {
    spend(count) {
      steps -= count;
      if (steps < 0) throw new SealingError('over-limit');
    },
    inflatable: () => inflatable,
    spendInflated(bytes) {
      inflatable -= bytes;
      if (inflatable < 0) throw new SealingError('over-limit');
    },
  };
}
