import { z } from 'zod';
import { readEmployer } from '../../directory/read-employer';
import { type DirectoryDeps, registerEmployer } from '../../directory/register-employer';
import { employerSettingsSchema } from '../../directory/settings';
import { jsonBody } from '../http/request-body';
import { defineRoute, json, type Route } from '../http/route';
import { employerParams, id, isoDate } from './schemas';

const regime = z.enum(['opt-out', 'opt-in']);

const newEmployer = z
  .strictObject({
    siret: z.string().max(32),
    name: z.string().max(400),
    regime: regime.optional(),
    noticeDate: isoDate.nullish(),
    settings: employerSettingsSchema.optional(),
  })
  .meta({ id: 'NewEmployer' });

const employer = z
  .object({
    id,
    siret: z.string(),
    name: z.string(),
    regime,
    noticeDate: isoDate.nullable(),
    settings: employerSettingsSchema,
  })
  .meta({ id: 'Employer' });

export function employerRoutes(deps: DirectoryDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/employers',
      tag: 'employers',
      summary: 'Take in an employer',
      access: 'operator',
      body: jsonBody(newEmployer),
      responses: { 201: { description: 'Taken in', json: z.object({ id }) } },
      problems: ['siret-invalid', 'siret-taken', 'employer-name-invalid', 'notice-date-invalid'],
      handle: async ({ actor, body }) => {
        const created = await registerEmployer(deps, actor, body);
        return json(201, created, { Location: `/v1/employers/${created.id}` });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}',
      tag: 'employers',
      summary: 'An employer and its settings',
      access: {
        employer: ['hr', 'hr-reader', 'operator-admin', 'client:deposit', 'client:read', 'client:directory'],
      },
      params: employerParams,
      responses: { 200: { description: 'The employer', json: employer } },
      handle: async ({ actor, params }) =>
        json(200, await deps.uow.run(actor, (tx) => readEmployer(tx, params.employerId))),
    }),
  ];
}
