/** Of an even number of values the lower middle one: a value that was measured. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('no values');
  return middle;
}

/**
 * Measures two things in turn, A B B A A B…, so that what the machine does
 * meanwhile falls on both alike.
 *
 * @returns one pair per run
 */
export async function alternate<A, B>(
  runs: number,
  measureA: () => Promise<A>,
  measureB: () => Promise<B>,
): Promise<{ a: A; b: B }[]> {
  const pairs: { a: A; b: B }[] = [];
  for (let run = 0; run < runs; run += 1) {
    if (run % 2 === 0) {
      const a = await measureA();
      pairs.push({ a, b: await measureB() });
    } else {
      const b = await measureB();
      pairs.push({ a: await measureA(), b });
    }
  }
  return pairs;
}
