/**
 * Runs `work` for every input, at most `width` at a time, results in input order.
 * The first error is thrown once all that was started has ended: nothing goes on
 * behind the caller's back.
 */
export async function mapConcurrently<In, Out>(
  inputs: readonly In[],
  width: number,
  work: (input: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  let failed: { error: unknown } | undefined;
  const runner = async () => {
    while (next < inputs.length && failed === undefined) {
      const at = next;
      next += 1;
      try {
        results[at] = await work(inputs[at] as In);
      } catch (error) {
        failed ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, inputs.length) }, runner));
  if (failed !== undefined) throw failed.error;
  return results;
}
