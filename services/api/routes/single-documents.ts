import { z } from 'zod';
import type { IngestionDeps } from '../../ingestion/deps';
import { depositOne } from '../../ingestion/single/deposit-one';
import { DOCUMENT_TYPES } from '../../vaults/tables';
import { multipartBody } from '../http/request-body';
import { defineRoute, json, type Route } from '../http/route';
import { employerParams, id, line } from './schemas';

const file = z.instanceof(Buffer).meta({ type: 'string', format: 'binary' });

const form = z.strictObject({
  file,
  agentId: id.meta({ description: 'Employment that the document is for' }),
  type: z.enum(DOCUMENT_TYPES),
  period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  title: line(200).optional(),
});

/** One document to one agent, without an archive and a manifest. */
export function singleDocumentRoutes(deps: IngestionDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/documents',
      tag: 'documents',
      summary: 'Deposit one PDF for one agent; the batch tells what became of it',
      access: { employer: ['hr'] },
      params: employerParams,
      body: multipartBody(form, { fileTypes: ['application/pdf'], limit: 'documentBytes' }),
      responses: { 202: { description: 'Durable from here on', json: z.object({ batchId: id }) } },
      problems: [
        'employment-not-found',
        'self-deposit',
        'period-invalid',
        'upload-empty',
        'backlog-full',
        'quota-open-batches',
        'quota-staged-bytes',
        'quota-items-per-day',
      ],
      handle: async ({ actor, params, body: { file: content, ...document } }) => {
        const batchId = await depositOne(deps, actor, params.employerId, { ...document, content });
        return json(202, { batchId });
      },
    }),
  ];
}
