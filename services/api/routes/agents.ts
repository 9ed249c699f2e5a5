import { z } from 'zod';
import type { CsvLimits } from '../../directory/agents-csv';
import { importAgents } from '../../directory/import-agents';
import { listAgents } from '../../directory/list-agents';
import type { DirectoryDeps } from '../../directory/register-employer';
import { createActivationCode } from '../../identity/create-activation-code';
import type { IdentityDeps } from '../../identity/deps';
import { MAX_LETTERS, printLetters } from '../../identity/letters/print-letters';
import { pageBody, pageOf, pageQuery } from '../http/keyset-page';
import { jsonBody } from '../http/request-body';
import { defineRoute, file, json, type Route } from '../http/route';
import { issuedCode } from './issued-code';
import { employerParams, id, isoDate, queryBoolean, search } from './schemas';

const agent = z
  .object({
    id: id.meta({ description: 'Employment: what this employer knows of the person' }),
    payrollNumber: z.string(),
    source: z.string(),
    familyName: z.string(),
    usageName: z.string().nullable(),
    givenName: z.string(),
    birthDate: isoDate,
    invitationAddress: z.string().nullable(),
    channel: z.enum(['unset', 'electronic', 'paper']),
    noticeDate: isoDate.nullable(),
    startDate: isoDate,
    endDate: isoDate.nullable(),
    activated: z.boolean(),
  })
  .meta({ id: 'Agent' });

const count = z.int().nonnegative();

const importReport = z
  .object({
    dryRun: z.boolean(),
    rows: count,
    created: count,
    updated: count,
    unchanged: count,
    ignored: count.meta({ description: "Rows of another employer's SIRET" }),
    errors: z.array(z.object({ line: z.int(), code: z.string() })).readonly(),
    errorCount: count.meta({ description: 'All of them; `errors` holds no more than a thousand' }),
  })
  .meta({ id: 'AgentsImportReport' });

const lettersToSome = z.strictObject({
  agentIds: z
    .array(id)
    .min(1)
    .max(MAX_LETTERS)
    .meta({ description: 'Those who have activated meanwhile get none' }),
});
const lettersToAll = z.strictObject({
  onlyNotActivated: z.literal(true).meta({ description: 'Everybody who has not activated' }),
});

const LISTERS = { employer: ['hr', 'hr-reader', 'operator-admin', 'client:directory'] } as const;

export type DirectoryRouteDeps = DirectoryDeps & { readonly csvLimits: CsvLimits };

/** Agents as one employer knows them: employments. */
export function agentRoutes(
  directory: DirectoryRouteDeps,
  identity: IdentityDeps,
  publicUrl: string,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/agents/import',
      tag: 'agents',
      summary:
        'Import agents from CSV, days as YYYY-MM-DD or DD/MM/YYYY; every valid row is taken, the others are reported',
      access: { employer: ['hr', 'operator-admin', 'client:directory'] },
      params: employerParams,
      query: z.object({ dryRun: queryBoolean.default(false) }),
      body: { kind: 'bytes', contentTypes: ['text/csv'], limit: 'csvBodyBytes' },
      responses: { 200: { description: 'What was done, or would be', json: importReport } },
      problems: [
        'employer-not-found',
        'not-utf8',
        'csv-empty',
        'csv-malformed',
        'column-missing',
        'column-twice',
        'over-limit',
      ],
      handle: async ({ actor, params, query, body }) =>
        json(200, await importAgents(directory, actor, { ...params, ...query, content: body })),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/agents',
      tag: 'agents',
      summary: "The employer's agents, by matricule",
      access: LISTERS,
      params: employerParams,
      query: pageQuery.extend({ activated: queryBoolean.optional() }),
      responses: { 200: { description: 'A page', json: pageOf(agent) } },
      problems: ['employer-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listAgents(directory, actor, { ...params, ...query })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/agents/search',
      tag: 'agents',
      summary: 'Those of the list whom a matricule or a name finds; a body, for a URL carries no name',
      withoutIdempotencyKey: 'creates-nothing',
      access: LISTERS,
      params: employerParams,
      body: jsonBody(
        pageBody.extend({
          search: search.meta({
            description: 'The beginning of a matricule, or a family or usage name, whole',
          }),
          activated: z.boolean().optional(),
        }),
      ),
      responses: { 200: { description: 'A page', json: pageOf(agent) } },
      problems: ['employer-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, body }) =>
        json(200, await listAgents(directory, actor, { ...params, ...body })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/agents/{agentId}/activation-code',
      tag: 'agents',
      summary: 'A new activation code; it ends the one before',
      access: { employer: ['hr'] },
      params: employerParams.extend({ agentId: id }),
      responses: {
        201: {
          description: 'The code, shown this once',
          json: issuedCode.extend({ invitationAddress: z.string().nullable() }),
        },
      },
      problems: ['employment-not-found', 'already-activated'],
      handle: async ({ actor, params: { employerId, agentId } }) =>
        json(201, await createActivationCode(identity, actor, { employerId, employmentId: agentId })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/agents/letters',
      tag: 'agents',
      summary: 'Activation letters to print, one page each, by name; each new code ends the one before',
      access: { employer: ['hr'] },
      params: employerParams,
      body: jsonBody(z.union([lettersToSome, lettersToAll])),
      responses: { 200: { description: 'The letters, shown this once', files: ['application/pdf'] } },
      problems: ['employer-not-found', 'employment-not-found', 'nobody-to-write-to', 'over-limit'],
      handle: async ({ actor, params: { employerId }, body }) => {
        const { content, fileName } = await printLetters(identity, actor, {
          employerId,
          portalUrl: publicUrl,
          to: 'agentIds' in body ? body.agentIds : 'not-activated',
        });
        return file(200, {
          contentType: 'application/pdf',
          content,
          disposition: { kind: 'attachment', fileName },
        });
      },
    }),
  ];
}
