import { BatchFailure } from '../errors';

/**
 * Refuses bytes that are not UTF-8 instead of reading Latin-1 names as something else; drops a BOM.
 *
 * @throws BatchFailure `manifest-encoding`
 */
export async function* decodeUtf8(content: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of content) yield decode(() => decoder.decode(chunk, { stream: true }));
  yield decode(() => decoder.decode());
}

function decode(run: () => string): string {
  try {
    return run();
  } catch (cause) {
    throw new BatchFailure('manifest-encoding', 'not UTF-8', { cause });
  }
}
