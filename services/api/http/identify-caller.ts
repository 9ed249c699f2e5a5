import type { Request } from 'express';
import type { Principal } from '../../identity/principal';
import type { Gate } from '../gate';
import { isMutating } from './cross-site';
import { HttpError } from './problem';
import { refusalOf } from './refusal-of';
import { readSessionCookie } from './session-cookie';

/** RFC 6750, section 2.1; bounded, because it is hashed. */
const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{1,512}=*)$/i;

/**
 * Reads the credential of a request: a bearer token, else the session cookie.
 * A request that brings a token is judged by it alone.
 *
 * A cookie travels without its owner's will, so a call that changes something
 * must also show the session's CSRF token, which only our own pages can know.
 *
 * @throws `not-authenticated`: no credential, or one that does not hold; `csrf-token-invalid`
 */
export async function identifyCaller(gate: Gate, request: Request, publicUrl: string): Promise<Principal> {
  const authorization = request.get('authorization');
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw new HttpError('not-authenticated');
    return gate.authenticateToken(token);
  }
  const token = readSessionCookie(request.get('cookie'), publicUrl);
  if (token === null) throw new HttpError('not-authenticated');
  const principal = await gate.authenticateSession(token);
  if (isMutating(request.method) && !gate.isCsrfToken(token, request.get('x-csrf-token') ?? '')) {
    await gate.recordRefusal(principal, refusalOf('csrf-token-invalid', request.params));
    throw new HttpError('csrf-token-invalid');
  }
  return principal;
}
