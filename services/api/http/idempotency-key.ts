import { createHash, type Hash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Principal } from '../../identity/principal';
import { networkOf } from './network-of';
import { HttpError } from './problem';
import type { Route } from './route';

/** Visible ASCII without quote, comma and backslash: a comma is how a header sent twice reads. */
const KEY = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,200}$/;

/** draft-ietf-httpapi-idempotency-key-header; its quotes may be left out. */
export const idempotencyKeyHeader = z.object({
  'Idempotency-Key': z.string().optional().meta({
    description:
      'Chosen by the caller, unique per request: the same request under the same key is carried out once, and answered the same for a day (header Idempotent-Replayed). 1 to 200 visible ASCII characters, quotes around them or not',
  }),
});

/** Whatever creates something is a POST below /v1; a body that is not read whole cannot be compared. */
export function takesIdempotencyKey(
  route: Pick<Route, 'method' | 'path' | 'body' | 'withoutIdempotencyKey'>,
): boolean {
  return (
    route.method === 'post' &&
    route.path.startsWith('/v1/') &&
    route.withoutIdempotencyKey === undefined &&
    route.body?.kind !== 'stream'
  );
}

/**
 * The key of a request, null where it has none or its route takes none.
 *
 * @throws {HttpError} `idempotency-key-invalid`
 */
export function idempotencyKeyOf(route: Route, request: Request): string | null {
  const given = request.get('idempotency-key');
  if (given === undefined || !takesIdempotencyKey(route)) return null;
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given;
  if (!KEY.test(key)) throw new HttpError('idempotency-key-invalid');
  return key;
}

/** Whose key it is. Of somebody unknown, their network: strangers do not meet on one key. */
export function callerOf(principal: Principal | null, request: Request): string {
  if (principal === null) return `network:${networkOf(request.ip ?? '')}`;
  return principal.kind === 'client' ? `client:${principal.clientId}` : `account:${principal.accountId}`;
}

/** A digest that has taken in what is asked, but for the body. */
export function digestOfHead(route: Route, request: Request): Hash {
  const hash = createHash('sha256');
  const headers = (route.creatingHeaders ?? []).map((name) => request.get(name) ?? null);
  return hash.update(`${JSON.stringify([request.method, request.originalUrl, headers])}\n`);
}
