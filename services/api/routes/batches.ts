import { z } from 'zod';
import { cancelBatch } from '../../ingestion/batches/cancel-batch';
import { confirmBatch } from '../../ingestion/batches/confirm-batch';
import { listBatches } from '../../ingestion/batches/list-batches';
import { type BatchMetadata, openBatch } from '../../ingestion/batches/open-batch';
import { readBatch } from '../../ingestion/batches/read-batch';
import { schedulePublication } from '../../ingestion/batches/schedule-publication';
import { submitBatch } from '../../ingestion/batches/submit-batch';
import type { IngestionDeps } from '../../ingestion/deps';
import { listItems } from '../../ingestion/items/list-items';
import { listMonthChanges, MONTH_CHANGE_KINDS } from '../../ingestion/proposal/list-month-changes';
import { openReport } from '../../ingestion/report/open-report';
import { writeCsvReport, writeJsonReport } from '../../ingestion/report/write-report';
import { receiveContent } from '../../ingestion/staging/receive-content';
import {
  BATCH_FORMATS,
  BATCH_KINDS,
  BATCH_STATES,
  ITEM_STATES,
  PROPOSAL_STATES,
} from '../../ingestion/tables';
import { pageOf, pageQuery } from '../http/keyset-page';
import { HttpError } from '../http/problem';
import { jsonBody } from '../http/request-body';
import { defineRoute, empty, file, json, type Route } from '../http/route';
import { employerParams, id, instant, line, period } from './schemas';

const count = z.int().nonnegative();

const proposal = z
  .object({
    ready: count.meta({ description: 'Would be deposited' }),
    toCheck: count.meta({ description: 'A person would have to decide' }),
    unreadable: count.meta({ description: 'Would be rejected' }),
    duplicates: count,
    toPrint: count,
    furtherSlips: count.meta({
      description: 'Of those to deposit or to print: payslips beside another of the same agent and month',
    }),
    missingSinceLastMonth: count.meta({
      description: 'Running employments with a payslip for the month before and none for this one',
    }),
    newSinceLastMonth: count.meta({
      description: 'Employments of this batch without a payslip for the month before',
    }),
    otherSirets: z
      .array(z.string())
      .max(20)
      .readonly()
      .meta({ description: "Read on the pages, not this employer's" }),
  })
  .meta({ id: 'BatchProposal', description: 'What a dry run found' });

const batch = z
  .object({
    id,
    reference: z.string(),
    kind: z.enum(BATCH_KINDS),
    format: z.enum(BATCH_FORMATS),
    period: z.string(),
    source: z.string(),
    state: z.enum(BATCH_STATES),
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    blocked: z
      .object({
        code: z.string(),
        since: instant,
        nextTryAt: instant.nullable().meta({ description: 'null: it waits for `confirm` or `cancel`' }),
      })
      .nullable()
      .meta({ description: 'What it waits for; a service that is down is tried again by itself' }),
    furtherSlips: count.nullable().meta({
      description:
        'Payslips beside another of the same agent and month, replacing none; null until all is matched',
    }),
    counts: z.record(z.string(), count).meta({ description: 'Items by state' }),
    received: count,
    openQuarantine: count,
    revision: count,
    dryRun: z.boolean(),
    publishAt: instant
      .nullable()
      .meta({ description: 'When agents may see it; null: each document at once' }),
    published: z.boolean().meta({ description: 'All that it deposited is before the agents' }),
    content: z
      .object({ size: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })
      .nullable()
      .meta({ description: 'The upload, once it is whole' }),
    proposal: proposal.nullable().meta({ description: 'While `proposed`' }),
    expiresAt: instant
      .nullable()
      .meta({ description: 'While `proposed`: it is destroyed then, unless it was confirmed before' }),
    ignoredPages: z
      .object({
        count,
        first: z.array(z.object({ page: z.int().positive(), rule: z.enum(['blank', 'cover']) })).readonly(),
      })
      .meta({
        description:
          'Cover and blank pages of a merged PDF, which are in no item; the report has all of them',
      }),
    openedAt: instant,
    submittedAt: instant.nullable(),
    confirmedAt: instant
      .nullable()
      .meta({ description: 'Of a dry run: from then on it deposits; null before, and of any other batch' }),
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Batch' });

export const item = z
  .object({
    item: id,
    file: z.string(),
    firstPage: z.int().nullable(),
    lastPage: z.int().nullable(),
    pages: z.string().meta({ description: 'Pages in reading order' }),
    ignoredPages: z
      .string()
      .meta({ description: 'Cover and blank pages beside it in a merged PDF, which are in no item' }),
    payrollNumber: z.string(),
    familyName: z.string(),
    type: z.string(),
    period: z.string(),
    state: z.enum(ITEM_STATES),
    code: z.string().nullable(),
    reason: z.string().nullable(),
    documentId: id.nullable(),
    agentCopy: z.enum(['released', 'withheld']).nullable(),
    duplicateOf: id.nullable(),
    claimedPayrollNumber: z.string(),
    externalId: z.string(),
    proposal: z
      .object({
        state: z.enum(PROPOSAL_STATES),
        payrollNumber: z.string(),
        familyName: z.string(),
        code: z.string().nullable(),
        pages: z.string(),
      })
      .nullable()
      .meta({ description: 'What would become of it; while the dry run waits for its confirmation' }),
  })
  .meta({ id: 'Item' });

const changedAgent = z
  .object({
    agentId: id,
    payrollNumber: z.string(),
    familyName: z.string(),
    usageName: z.string().nullable(),
    givenName: z.string(),
  })
  .meta({ id: 'ChangedAgent' });

/** An instant as callers write it, in any offset. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .meta({ type: 'string', format: 'date-time' });

const newBatch = z.strictObject({
  reference: line(200),
  kind: z.enum(BATCH_KINDS).default('payroll'),
  // A single document comes by `POST …/documents`.
  format: z.enum(['zip', 'merged-pdf']).default('zip').meta({
    description:
      '`merged-pdf`: one PDF of many slips, or a ZIP archive of it and `index.csv` (firstPage, lastPage and the columns of a manifest without file)',
  }),
  period,
  source: line(50).default('main'),
  dryRun: z.boolean().default(false),
  publishAt: moment.nullable().default(null),
}) satisfies z.ZodType<BatchMetadata>;

export const batchParams = employerParams.extend({ batchId: id });
const PUSHERS = { employer: ['hr', 'client:deposit'] } as const;
const READERS = { employer: ['hr', 'hr-reader', 'client:deposit', 'client:read'] } as const;
/** Names of agents that the batch itself does not hold are for people. */
const PEOPLE = { employer: ['hr', 'hr-reader'] } as const;
const CSV = 'text/csv; charset=utf-8';

/** A payroll system's way: open, send the content, submit, follow, read the report. */
export function batchRoutes(deps: IngestionDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches',
      tag: 'batches',
      summary: 'Open a batch; a known reference with the same metadata returns the batch it names',
      access: PUSHERS,
      params: employerParams,
      body: jsonBody(newBatch),
      responses: {
        200: { description: 'Known already', json: batch },
        201: { description: 'Opened', json: batch },
      },
      problems: ['batch-reference-conflict', 'period-invalid', 'backlog-full', 'quota-open-batches'],
      handle: async ({ actor, params, body }) => {
        const { batch: view, created } = await openBatch(deps, actor, params.employerId, body);
        return created ? json(201, view) : json(200, view);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches',
      tag: 'batches',
      summary: 'Batches of the employer, newest first; of one month where it is named',
      access: READERS,
      params: employerParams,
      query: pageQuery.extend({ period: period.optional() }),
      responses: { 200: { description: 'A page', json: pageOf(batch) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listBatches(deps, actor, params.employerId, query)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}',
      tag: 'batches',
      summary: 'State, counts, and what it waits for',
      access: READERS,
      params: batchParams,
      responses: { 200: { description: 'The batch', json: batch } },
      problems: ['batch-not-found'],
      handle: async ({ actor, params }) =>
        json(200, await readBatch(deps, actor, params.employerId, params.batchId)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/employers/{employerId}/batches/{batchId}/content',
      tag: 'batches',
      summary: 'Send the archive or merged PDF; it replaces an earlier upload until the batch is submitted',
      access: PUSHERS,
      params: batchParams,
      body: {
        kind: 'stream',
        contentTypes: ['application/zip', 'application/pdf', 'application/octet-stream'],
        limit: 'uploadBytes',
      },
      responses: { 204: { description: 'Stored, encrypted' } },
      problems: [
        'batch-not-found',
        'batch-already-submitted',
        'upload-too-large',
        'upload-empty',
        'upload-overtaken',
        'backlog-full',
        'quota-staged-bytes',
      ],
      handle: async ({ actor, params, body }) => {
        await receiveContent(deps, actor, params.employerId, params.batchId, body);
        return empty(204);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches/{batchId}/submit',
      tag: 'batches',
      summary: 'Hand the batch over to be matched, sealed and deposited; twice is once',
      access: PUSHERS,
      params: batchParams,
      responses: { 202: { description: 'Durable from here on', json: batch } },
      problems: ['batch-not-found', 'batch-without-content', 'quota-items-per-day'],
      handle: async ({ actor, params }) =>
        json(202, await submitBatch(deps, actor, params.employerId, params.batchId)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches/{batchId}/confirm',
      tag: 'batches',
      summary: 'Deposit what a dry run proposed, or a batch that waits with further slips; twice is once',
      access: PUSHERS,
      params: batchParams,
      body: jsonBody(z.strictObject({ publishAt: moment.optional() })),
      responses: { 202: { description: 'Durable from here on', json: batch } },
      problems: ['batch-not-found', 'batch-not-proposed'],
      handle: async ({ actor, params, body }) =>
        json(202, await confirmBatch(deps, actor, params.employerId, params.batchId, body.publishAt)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches/{batchId}/cancel',
      tag: 'batches',
      summary: 'Stop the batch; before its publication nothing of it ever reaches an agent',
      access: PUSHERS,
      params: batchParams,
      responses: { 202: { description: 'Stopped; its items follow', json: batch } },
      problems: ['batch-not-found', 'batch-published', 'batch-failed'],
      handle: async ({ actor, params }) =>
        json(202, await cancelBatch(deps, actor, params.employerId, params.batchId)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches/{batchId}/publication',
      tag: 'batches',
      summary: 'Move the time from which agents see the batch, while it is still to come',
      access: PUSHERS,
      params: batchParams,
      body: jsonBody(z.strictObject({ publishAt: moment })),
      responses: { 200: { description: 'The batch', json: batch } },
      problems: ['batch-not-found', 'batch-published'],
      handle: async ({ actor, params, body }) =>
        json(200, await schedulePublication(deps, actor, params.employerId, params.batchId, body.publishAt)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}/items',
      tag: 'batches',
      summary: 'Items in batch order',
      access: READERS,
      params: batchParams,
      query: pageQuery.extend({
        state: z.enum(ITEM_STATES).optional(),
        proposal: z.enum(PROPOSAL_STATES).optional(),
      }),
      responses: { 200: { description: 'A page', json: pageOf(item) } },
      problems: ['batch-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listItems(deps, actor, params.employerId, params.batchId, query)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}/proposal/agents/{change}',
      tag: 'batches',
      summary: 'Who was paid the month before and is not in the dry run, or the other way round',
      access: PEOPLE,
      params: batchParams.extend({ change: z.enum(MONTH_CHANGE_KINDS) }),
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(changedAgent) } },
      problems: ['batch-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listMonthChanges(deps, actor, { ...params, ...query })),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}/report',
      tag: 'batches',
      summary: 'One row per item; CSV or JSON by Accept, the JSON with the newest signed tree head',
      access: READERS,
      params: batchParams,
      responses: { 200: { description: 'The report', files: [CSV, 'application/json'] } },
      problems: ['batch-not-found', 'not-acceptable'],
      handle: async ({ actor, params, accepts }) => {
        const type = accepts(['text/csv', 'application/json']);
        if (type === null) throw new HttpError('not-acceptable');
        const report = await openReport(deps, actor, params.employerId, params.batchId);
        const isCsv = type === 'text/csv';
        const fileName = `rapport-${report.batch.period}-${report.batch.id}.${isCsv ? 'csv' : 'json'}`;
        return file(200, {
          contentType: isCsv ? CSV : 'application/json',
          content: isCsv
            ? writeCsvReport(report)
            : writeJsonReport(report, { batch: batch.parse, item: item.parse }),
          disposition: { kind: 'attachment', fileName },
        });
      },
    }),
  ];
}
