import { z } from 'zod';
import type { IngestionDeps } from '../../ingestion/deps';
import { layoutsSchema } from '../../ingestion/layouts/layouts';
import { readLayouts, setLayouts } from '../../ingestion/layouts/set-layouts';
import { tryLayouts } from '../../ingestion/layouts/try-layouts';
import { jsonBody } from '../http/request-body';
import { defineRoute, json, type Route } from '../http/route';
import { employerParams, period } from './schemas';

const MAX_NAMES = 100;
const MAX_NAME_CHARACTERS = 400;

const claimed = z.object({
  payrollNumber: z.string(),
  period: z.string().nullable(),
  type: z.enum(['payslip', 'certificate', 'decision', 'other']).nullable(),
});

const tried = z
  .object({
    fileName: z.string().meta({ description: 'As a report shows it: every NIR masked' }),
    reads: claimed.nullable().meta({ description: 'What the file claims; null with a code' }),
    code: z.enum(['layout-unknown', 'nir-as-payroll-number']).nullable(),
    patterns: z
      .array(
        z.object({
          pattern: z.string().nullable().meta({ description: 'Null: names in common use' }),
          reads: z
            .array(claimed)
            .readonly()
            .meta({ description: 'None: not explained. Two: in two ways, so neither holds' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'TriedFileName' });

const WRITERS = { employer: ['hr', 'operator-admin'] } as const;
const READERS = { employer: ['hr', 'hr-reader', 'operator-admin'] } as const;

/** How an employer's payroll software names the files of a ZIP without manifest. */
export function layoutRoutes(deps: IngestionDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/layouts',
      tag: 'batches',
      summary: 'How its files are named; no pattern: names in common use are read',
      access: READERS,
      params: employerParams,
      responses: { 200: { description: 'The layouts', json: layoutsSchema } },
      problems: ['employer-not-found'],
      handle: async ({ actor, params }) => json(200, await readLayouts(deps, actor, params.employerId)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/employers/{employerId}/layouts',
      tag: 'batches',
      summary: 'Say how its files are named; it replaces what was said before',
      access: WRITERS,
      params: employerParams,
      body: jsonBody(layoutsSchema),
      responses: { 200: { description: 'The layouts', json: layoutsSchema } },
      problems: ['employer-not-found', 'over-limit'],
      handle: async ({ actor, params, body }) =>
        json(200, await setLayouts(deps, actor, params.employerId, body)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/layouts/test',
      tag: 'batches',
      summary: 'Try patterns on names of files: what each reads; nothing is kept',
      access: WRITERS,
      params: employerParams,
      body: jsonBody(
        z.strictObject({
          names: z.array(z.string().min(1).max(MAX_NAME_CHARACTERS)).min(1).max(MAX_NAMES),
          fileNames: layoutsSchema.shape.fileNames
            .optional()
            .meta({ description: 'Those that are set, unless given' }),
          period: period.optional().meta({ description: 'Of the batch; the current month unless given' }),
        }),
      ),
      responses: {
        200: {
          description: 'Name by name',
          json: z.object({ names: z.array(tried).readonly() }),
        },
      },
      problems: ['employer-not-found', 'over-limit'],
      handle: async ({ actor, params, body }) =>
        json(200, { names: await tryLayouts(deps, actor, params.employerId, body) }),
    }),
  ];
}
