import { z } from 'zod';
import type { IdentityDeps } from '../../identity/deps';
import { IdentityError } from '../../identity/errors';
import { issueToken } from '../../identity/issue-token';
import { HttpError } from '../http/problem';
import { formBody } from '../http/request-body';
import { defineRoute, json, type Route } from '../http/route';

const tokenRequest = z.object({
  grant_type: z.string().meta({ description: 'client_credentials' }),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(200).optional(),
  scope: z.string().max(200).optional(),
});

const token = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds' }),
    scope: z.string(),
  })
  .meta({ id: 'Token' });

/** OAuth 2.0 client credentials (RFC 6749, section 4.4), by form or by HTTP Basic (section 2.3.1). */
export function oauth2Routes(deps: IdentityDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/oauth2/token',
      tag: 'access',
      summary: 'A token for a payroll system',
      access: 'public',
      rateLimit: { name: 'token', perMinute: 'tokenRequestsPerMinute' },
      body: formBody(tokenRequest),
      responses: { 200: { description: 'The token', json: token } },
      problems: ['invalid-client', 'invalid-scope', 'unsupported-grant-type'],
      handle: async ({ body, header }) => {
        if (body.grant_type !== 'client_credentials') throw new HttpError('unsupported-grant-type');
        const issued = await issueToken(deps, {
          ...readClient(header('authorization'), body),
          ...(body.scope === undefined ? {} : { scope: body.scope }),
        });
        return json(200, {
          access_token: issued.accessToken,
          token_type: 'Bearer' as const,
          expires_in: issued.expiresInSeconds,
          scope: issued.scopes.join(' '),
        });
      },
    }),
  ];
}

/** Credentials by both ways at once are refused (RFC 6749, section 2.3). */
function readClient(
  authorization: string | undefined,
  { client_id: id, client_secret: secret }: z.output<typeof tokenRequest>,
): { clientId: string; clientSecret: string } {
  if (authorization === undefined) {
    if (id === undefined || secret === undefined) throw new IdentityError('invalid-client');
    return { clientId: id, clientSecret: secret };
  }
  if (secret !== undefined) throw new HttpError('malformed-body');
  const encoded = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(authorization)?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon === -1) throw new IdentityError('invalid-client');
  return {
    clientId: formDecode(decoded.slice(0, colon)),
    clientSecret: formDecode(decoded.slice(colon + 1)),
  };
}

/** Both parts are form-encoded before they are joined (RFC 6749, section 2.3.1). */
function formDecode(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? '';
}
