import { z } from 'zod';
import { activateAccount } from '../../identity/activate-account';
import type { IdentityDeps } from '../../identity/deps';
import { linkEmployment } from '../../identity/link-employment';
import { jsonBody } from '../http/request-body';
import { defineRoute, empty, json, type Route } from '../http/route';
import { id, isoDate } from './schemas';

const presentedCode = {
  code: z.string().min(1).max(64),
  birthDate: isoDate.optional().meta({ description: "With an agent's code" }),
};

const newAccount = z
  .strictObject({
    ...presentedCode,
    login: z.string().max(400).optional().meta({ description: 'Mail address; default: the invitation’s' }),
    password: z.string().max(1000),
  })
  .meta({ id: 'Activation' });

/** A one-time code becomes an account, or one more thing that an account may do. */
export function activationRoutes(deps: IdentityDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/activations',
      tag: 'access',
      summary: 'Make an account from a one-time code',
      access: 'public',
      rateLimit: { name: 'activation', perMinute: 'activationsPerMinute' },
      body: jsonBody(newAccount),
      responses: {
        201: { description: 'The account', json: z.object({ accountId: id, login: z.string() }) },
      },
      problems: [
        'activation-refused',
        'code-locked',
        'login-required',
        'login-invalid',
        'login-taken',
        'password-too-short',
        'password-too-long',
        'password-too-common',
      ],
      handle: async ({ body }) => json(201, await activateAccount(deps, body)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/me/employments',
      tag: 'access',
      summary: 'Add what another code is for to the account that is signed in',
      access: 'signed-in',
      rateLimit: { name: 'activation', perMinute: 'activationsPerMinute' },
      body: jsonBody(z.strictObject(presentedCode)),
      responses: { 204: { description: 'Added' } },
      problems: ['activation-refused', 'code-locked'],
      handle: async ({ principal, body }) => {
        await linkEmployment(deps, principal, body);
        return empty(204);
      },
    }),
  ];
}
