import { NoAnswer } from '../../api/failures';

/**
 * The bytes of an answer, saying on the way how far they are.
 *
 * @param onShare 0…1, where the answer says how long it is
 * @throws {NoAnswer} the connection was cut
 */
export async function readFile(response: Response, onShare: (share: number) => void): Promise<Blob> {
  const total = Number(response.headers.get('content-length') ?? 0);
  const type = response.headers.get('content-type') ?? '';
  const reader = response.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      parts.push(value);
      received += value.byteLength;
      if (total > 0) onShare(Math.min(received / total, 1));
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer(error);
  }
  return new Blob(parts, { type });
}
