/** A seeded sample by default; `COFFRE_TEST_SCALE=full` takes the counts that the issues ask for. */
export const FULL = process.env.COFFRE_TEST_SCALE === 'full';

export const SCALE = FULL
  ? { kills: 24, killBatchItems: 80, emptied: 3, batchItems: 60, postgresOutages: 3, stops: 3 }
  : { kills: 3, killBatchItems: 30, emptied: 1, batchItems: 20, postgresOutages: 1, stops: 1 };

export const SEED = process.env.COFFRE_TEST_SEED ?? '1';

/** Of one test that goes over many faults. */
export const LONG_MS = FULL ? 20 * 60_000 : 4 * 60_000;
