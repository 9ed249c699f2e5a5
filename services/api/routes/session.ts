import { z } from 'zod';
import { closeAllSessions, closeSession } from '../../identity/close-session';
import type { IdentityDeps } from '../../identity/deps';
import { getSession } from '../../identity/get-session';
import { openSession } from '../../identity/open-session';
import { HttpError } from '../http/problem';
import { jsonBody } from '../http/request-body';
import { defineRoute, empty, json, type Route } from '../http/route';
import { endedSessionCookie, readSessionCookie, sessionCookie } from '../http/session-cookie';
import { id, instantOfDate } from './schemas';

const employerName = z.object({ employerId: id, employerName: z.string(), siret: z.string() });

const session = z
  .object({
    accountId: id,
    login: z.string(),
    operatorAdmin: z.boolean(),
    grants: z.array(employerName.extend({ role: z.enum(['hr', 'hr-reader']) })).readonly(),
    employments: z.array(employerName.extend({ employmentId: id })).readonly(),
    csrfToken: z
      .string()
      .meta({ description: 'Goes into X-CSRF-Token of every call that changes something' }),
    endsAt: instantOfDate,
  })
  .meta({ id: 'Session' });

/** People sign in: the cookie holds the session, the answer what a page needs beside it. */
export function sessionRoutes(deps: IdentityDeps, publicUrl: string): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/session',
      tag: 'access',
      summary: 'Sign in',
      access: 'public',
      rateLimit: { name: 'session', perMinute: 'signInAttemptsPerMinute' },
      // Kept answers would hold what opens a session. Signing in twice opens two, and harms nobody.
      withoutIdempotencyKey: 'hands-out-a-session',
      body: jsonBody(z.strictObject({ login: z.string().max(400), password: z.string().max(1000) })),
      responses: { 201: { description: 'Signed in; the cookie is set', json: session } },
      problems: ['sign-in-refused', 'sign-in-locked'],
      handle: async ({ body, network }) => {
        const opened = await openSession(deps, { ...body, network });
        return json(201, await getSession(deps, opened.token), {
          'Set-Cookie': sessionCookie(publicUrl, opened.token),
        });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/session',
      tag: 'access',
      summary: 'Who is signed in, and as what',
      access: 'signed-in',
      responses: { 200: { description: 'The session', json: session } },
      handle: async ({ header }) => {
        const token = readSessionCookie(header('cookie'), publicUrl);
        if (token === null) throw new HttpError('not-authenticated');
        return json(200, await getSession(deps, token));
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/session',
      tag: 'access',
      summary: 'Sign out',
      access: 'signed-in',
      responses: { 204: { description: 'Signed out' } },
      handle: async ({ principal }) => {
        await closeSession(deps, principal);
        return empty(204, { 'Set-Cookie': endedSessionCookie(publicUrl) });
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/sessions',
      tag: 'access',
      summary: 'Sign out everywhere, here included',
      access: 'signed-in',
      responses: { 204: { description: 'Signed out' } },
      handle: async ({ principal }) => {
        await closeAllSessions(deps, principal);
        return empty(204, { 'Set-Cookie': endedSessionCookie(publicUrl) });
      },
    }),
  ];
}
