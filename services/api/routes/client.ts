import { z } from 'zod';
import type { UnitOfWork } from '../../../infra/ports/unit-of-work';
import { readEmployer } from '../../directory/read-employer';
import { CLIENT_SCOPES } from '../../identity/principal';
import { defineRoute, json, type Route } from '../http/route';
import { id } from './schemas';

const client = z
  .object({
    clientId: id,
    scopes: z.array(z.enum(CLIENT_SCOPES)).readonly(),
    employer: z
      .object({ id, siret: z.string(), name: z.string() })
      .meta({ description: 'The one that the token is bound to: its id stands in every path' }),
  })
  .meta({ id: 'CurrentClient' });

/** What a payroll system knows is a SIRET, what paths name is an id: its token leads from one to the other. */
export function clientRoutes(deps: { readonly uow: UnitOfWork }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/client',
      tag: 'access',
      summary: 'Whose token this is: the payroll system, its scopes and its employer',
      access: 'client',
      responses: { 200: { description: 'The client', json: client } },
      handle: async ({ actor, principal: { clientId, employerId, scopes } }) => {
        const { id, siret, name } = await deps.uow.run(actor, (tx) => readEmployer(tx, employerId));
        return json(200, { clientId, scopes, employer: { id, siret, name } });
      },
    }),
  ];
}
