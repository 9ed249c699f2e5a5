/**
 * Works on batches one after the other. One that fails holds up no other, for they
 * are of several employers: all get their turn, then the sweep is told.
 */
export async function forEachBatch<T>(
  batches: readonly T[],
  work: (batch: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const batch of batches) {
    try {
      await work(batch);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} batches failed`);
}
