import { z } from 'zod';
import { createClient } from '../../identity/create-client';
import { createStaffUser } from '../../identity/create-staff-user';
import type { IdentityDeps } from '../../identity/deps';
import { listClients, listStaff } from '../../identity/list-access';
import { CLIENT_SCOPES } from '../../identity/principal';
import { revokeClient, revokeRole } from '../../identity/revoke-access';
import { pageOf, pageQuery } from '../http/keyset-page';
import { jsonBody } from '../http/request-body';
import { defineRoute, empty, json, type Route } from '../http/route';
import { issuedCode } from './issued-code';
import { employerParams, id, instantOfDate } from './schemas';

const role = z.enum(['hr', 'hr-reader']);
const scope = z.enum(CLIENT_SCOPES);

const staff = z
  .object({ accountId: id.meta({ description: 'Whose it is stays sealed' }), role, since: instantOfDate })
  .meta({ id: 'Staff' });

const client = z
  .object({ clientId: id, name: z.string(), scopes: z.array(scope).readonly(), since: instantOfDate })
  .meta({ id: 'Client' });

/** Who may act for an employer, people and payroll systems: the operator's to give and to take. */
export function employerAccessRoutes(deps: IdentityDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/users',
      tag: 'employers',
      summary: 'Invite a person to act for the employer',
      access: 'operator',
      params: employerParams,
      body: jsonBody(z.strictObject({ role, address: z.string().max(400) })),
      responses: { 201: { description: 'The invitation, shown this once', json: issuedCode } },
      problems: ['employer-not-found', 'login-invalid'],
      handle: async ({ actor, params, body }) =>
        json(201, await createStaffUser(deps, actor, { ...params, ...body })),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/users',
      tag: 'employers',
      summary: 'Who holds a role with the employer, by account',
      access: 'operator',
      params: employerParams,
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(staff) } },
      problems: ['employer-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listStaff(deps, actor, { ...params, ...query })),
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/employers/{employerId}/users/{accountId}/roles/{role}',
      tag: 'employers',
      summary: "End a person's role, from the next request on",
      access: 'operator',
      params: employerParams.extend({ accountId: id, role }),
      responses: { 204: { description: 'Ended' } },
      problems: ['not-found'],
      handle: async ({ actor, params }) => {
        await revokeRole(deps, actor, params);
        return empty(204);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/clients',
      tag: 'employers',
      summary: 'Register a payroll system',
      access: 'operator',
      params: employerParams,
      body: jsonBody(z.strictObject({ name: z.string().max(400), scopes: z.tuple([scope], scope) })),
      responses: {
        201: {
          description: 'Its credentials, shown this once',
          json: z.object({ clientId: id, clientSecret: z.string() }),
        },
      },
      problems: ['employer-not-found', 'client-name-invalid'],
      handle: async ({ actor, params, body }) =>
        json(201, await createClient(deps, actor, { ...params, ...body })),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/clients',
      tag: 'employers',
      summary: 'Payroll systems of the employer that are not revoked',
      access: 'operator',
      params: employerParams,
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(client) } },
      problems: ['employer-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listClients(deps, actor, { ...params, ...query })),
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/employers/{employerId}/clients/{clientId}',
      tag: 'employers',
      summary: "End a payroll system's access, tokens included",
      access: 'operator',
      params: employerParams.extend({ clientId: id }),
      responses: { 204: { description: 'Ended' } },
      problems: ['not-found'],
      handle: async ({ actor, params }) => {
        await revokeClient(deps, actor, params);
        return empty(204);
      },
    }),
  ];
}
