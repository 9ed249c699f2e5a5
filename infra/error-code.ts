/**
 * The `code` that Node's own errors carry (`ENOENT`, `ECONNRESET`…), undefined
 * where there is none. Asks for the property and not for `instanceof Error`:
 * errors of Node's core belong to another realm under jest.
 */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
