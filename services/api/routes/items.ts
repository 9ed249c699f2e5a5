import { z } from 'zod';
import { listQuarantine } from '../../ingestion/quarantine/list-quarantine';
import { type PageImageDeps, readPageImage } from '../../ingestion/quarantine/read-page-image';
import { readQuarantinedItem } from '../../ingestion/quarantine/read-quarantined-item';
import { REJECT_REASONS, rejectItem } from '../../ingestion/quarantine/reject-item';
import { resolveItem } from '../../ingestion/quarantine/resolve-item';
import { DISAGREEMENTS } from '../../ingestion/quarantine/weigh-choice';
import { DOCUMENT_TYPES } from '../../vaults/tables';
import { pageOf, pageQuery } from '../http/keyset-page';
import { jsonBody } from '../http/request-body';
import { defineRoute, file, json, type Route } from '../http/route';
import { batchParams, item } from './batches';
import { employerParams, id, instant } from './schemas';

export type ItemRouteDeps = PageImageDeps;

const text = z.string().nullable();

const quarantinedItem = item
  .extend({ batchId: id, batchReference: z.string(), receivedAt: instant })
  .meta({ id: 'QuarantinedItem' });

const standing = z.enum(['agrees', 'disagrees', 'silent']);

const candidate = z
  .object({
    agentId: id,
    payrollNumber: z.string(),
    familyName: z.string(),
    usageName: text,
    givenName: z.string(),
    birthDate: z.iso.date(),
    running: z.boolean().meta({ description: 'Employed in the month of the document' }),
    self: z.boolean().meta({ description: 'The caller, or who sent the batch: cannot be chosen' }),
    named: z.boolean().meta({ description: 'The matricule, claimed or else printed, is this one’s' }),
    signals: z
      .array(
        z.object({
          name: z.enum(['payrollNumber', 'familyName', 'givenName', 'birthDate']),
          claim: standing,
          page: standing,
        }),
      )
      .readonly(),
    contradictions: z.array(z.enum(DISAGREEMENTS)).readonly().meta({
      description: 'All that claim and page say against this one; depositing asks to acknowledge it',
    }),
  })
  .meta({ id: 'Candidate' });

const itemDetail = z
  .object({
    item,
    claim: z
      .object({
        payrollNumber: text,
        familyName: text,
        givenName: text,
        birthDate: text,
        type: text,
        period: text,
        title: text,
      })
      .meta({ description: 'What the sender says, NIR masked' }),
    page: z
      .object({
        payrollNumber: text,
        names: z.array(z.string()).readonly(),
        birthDate: text,
        period: text,
        siret: text,
      })
      .meta({ description: 'What the page says, NIR masked; null where it says nothing, or several things' }),
    type: z.enum(DOCUMENT_TYPES).meta({ description: 'As which it would be deposited' }),
    period: z.string().meta({ description: 'Month, YYYY-MM, under which it would be deposited' }),
    candidates: z.array(candidate).max(10).readonly().meta({ description: 'Best first' }),
    weighed: candidate
      .nullable()
      .meta({ description: 'The agent asked for with `agentId`, likely or not; null where there is none' }),
    pageCount: z.int().nonnegative().meta({ description: '0: unknown, the file could not be read' }),
    actions: z.array(z.enum(['deposit', 'reject'])).readonly(),
    self: z.boolean().meta({ description: 'The likeliest recipient is the caller, or who sent the batch' }),
    settling: z.boolean().meta({ description: 'Somebody chose already: the deposit is under way' }),
    contentGone: z.boolean().meta({ description: 'The file was destroyed: the item can only be rejected' }),
  })
  .meta({ id: 'ItemDetail' });

const resolution = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('deposit'), agentId: id, acknowledge: z.boolean().default(false) }),
  z.strictObject({ action: z.literal('reject'), reason: z.enum(REJECT_REASONS) }),
]);

const MAX_WIDTH = 2000;
const pageImageQuery = z.object({
  page: queryNumber(1, 10_000, 1),
  width: queryNumber(100, MAX_WIDTH, 900).describe('Pixels'),
});

function queryNumber(minimum: number, maximum: number, standard: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum)
    .default(standard)
    .meta({ type: 'integer', minimum, maximum, default: standard });
}

const itemParams = batchParams.extend({ itemId: id });
const LISTERS = { employer: ['hr', 'hr-reader', 'client:deposit', 'client:read'] } as const;
/** Names of candidates and the page itself are for people. */
const PEOPLE = { employer: ['hr', 'hr-reader'] } as const;
/** A doubt is settled by a person who answers for it, never by a machine. */
const DECIDERS = { employer: ['hr'] } as const;
const PNG = 'image/png';

/** What waits for a decision: see it, choose the agent, or turn it away. */
export function itemRoutes(deps: ItemRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/quarantine',
      tag: 'quarantine',
      summary: 'Items of all batches that wait for a decision, oldest first',
      access: LISTERS,
      params: employerParams,
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(quarantinedItem) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listQuarantine(deps, actor, params.employerId, query)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}/items/{itemId}',
      tag: 'quarantine',
      summary: 'One item: what its sender says, what its page says, and whose it may be',
      access: PEOPLE,
      params: itemParams,
      query: z.object({ agentId: id.optional().describe('An agent to compare with it') }),
      responses: { 200: { description: 'The item', json: itemDetail } },
      problems: ['batch-not-found', 'item-not-found'],
      handle: async ({ actor, params, query }) =>
        json(200, await readQuarantinedItem(deps, actor, params, query.agentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/batches/{batchId}/items/{itemId}/page.png',
      tag: 'quarantine',
      summary: 'A page of a quarantined item as an image; journaled',
      access: PEOPLE,
      params: itemParams,
      query: pageImageQuery,
      responses: { 200: { description: 'The page as it was sent', files: [PNG] } },
      problems: [
        'batch-not-found',
        'item-not-found',
        'item-not-quarantined',
        'page-not-renderable',
        'staging-gone',
      ],
      handle: async ({ actor, params, query }) => {
        const content = await readPageImage(deps, actor, params, query);
        return file(200, { contentType: PNG, content }, { 'Cache-Control': 'no-store' });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/batches/{batchId}/items/{itemId}/resolve',
      tag: 'quarantine',
      summary: 'Deposit a quarantined item for the agent chosen, or reject it; never for oneself',
      access: DECIDERS,
      params: itemParams,
      body: jsonBody(resolution),
      responses: {
        202: {
          description: 'Rejected; or durable from here on, and quarantined until deposited',
          json: item,
        },
      },
      problems: [
        'batch-not-found',
        'item-not-found',
        'item-not-quarantined',
        'employment-not-found',
        'self-deposit',
        'choice-disagrees',
        'other-employer-only-reject',
        'same-document-exists',
        'staging-gone',
      ],
      handle: async ({ actor, params, body }) =>
        json(
          202,
          body.action === 'reject'
            ? await rejectItem(deps, actor, params, body.reason)
            : await resolveItem(deps, actor, params, body),
        ),
    }),
  ];
}
