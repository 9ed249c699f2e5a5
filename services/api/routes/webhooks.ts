import { z } from 'zod';
import { createWebhook } from '../../ingestion/webhooks/create-webhook';
import { deleteWebhook } from '../../ingestion/webhooks/delete-webhook';
import type { WebhookDeps } from '../../ingestion/webhooks/deps';
import { enableWebhook } from '../../ingestion/webhooks/enable-webhook';
import { WEBHOOK_EVENTS } from '../../ingestion/webhooks/events';
import { DELIVERY_STATES, listDeliveries } from '../../ingestion/webhooks/list-deliveries';
import { listWebhooks } from '../../ingestion/webhooks/list-webhooks';
import { replayDelivery } from '../../ingestion/webhooks/replay-delivery';
import { rotateWebhookSecret } from '../../ingestion/webhooks/rotate-secret';
import { testWebhook } from '../../ingestion/webhooks/test-webhook';
import { pageOf, pageQuery } from '../http/keyset-page';
import { jsonBody } from '../http/request-body';
import { defineRoute, empty, json, type Route } from '../http/route';
import { employerParams, id, instant } from './schemas';

/** Who pushes may be told what becomes of it; the operator helps to set it up. */
const KEEPERS = { employer: ['hr', 'operator-admin', 'client:deposit'] } as const;

const PATH = '/v1/employers/{employerId}/webhooks';
const webhookParams = employerParams.extend({ webhookId: id });

const secret = z.string().meta({
  description: 'Shown this once. `whsec_` and base64, as libraries of Standard Webhooks take it',
});

const webhook = z
  .object({
    id,
    url: z.string(),
    createdAt: instant,
    failingSince: instant.nullable().meta({ description: 'First failure since the last success' }),
    disabled: z
      .object({
        at: instant,
        code: z.enum(['gone', 'failing']).meta({
          description:
            '`gone`: it answered 410. `failing`: a delivery was given up after days without success',
        }),
      })
      .nullable()
      .meta({ description: 'Nothing is sent until it is enabled; what happens meanwhile can be replayed' }),
  })
  .meta({ id: 'Webhook' });

const delivery = z
  .object({
    id,
    eventId: id.meta({ description: '`webhook-id`: the same in every attempt and replay' }),
    type: z.enum(WEBHOOK_EVENTS),
    batchId: id.nullable(),
    occurredAt: instant,
    state: z.enum(DELIVERY_STATES),
    attempts: z.int().nonnegative().meta({ description: 'Since it was written or replayed' }),
    attemptedAt: instant.nullable(),
    statusCode: z.int().nullable().meta({ description: 'Of the last answer; nothing else of it is kept' }),
    errorCode: z.string().nullable(),
    nextAttemptAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export function webhookRoutes(deps: WebhookDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: PATH,
      tag: 'webhooks',
      summary: 'Have an https address told of batches; messages hold ids, counts, states and times only',
      access: KEEPERS,
      params: employerParams,
      body: jsonBody(z.strictObject({ url: z.string().max(2_000) })),
      responses: { 201: { description: 'Registered', json: webhook.extend({ secret }) } },
      problems: [
        'webhook-url-invalid',
        'webhook-port-refused',
        'webhook-address-refused',
        'webhook-host-unresolved',
        'too-many-webhooks',
      ],
      handle: async ({ actor, params, body }) =>
        json(201, await createWebhook(deps, actor, params.employerId, body.url)),
    }),
    defineRoute({
      method: 'get',
      path: PATH,
      tag: 'webhooks',
      summary: 'Webhooks of the employer, the oldest first',
      access: KEEPERS,
      params: employerParams,
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(webhook) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listWebhooks(deps, actor, params.employerId, query)),
    }),
    defineRoute({
      method: 'delete',
      path: `${PATH}/{webhookId}`,
      tag: 'webhooks',
      summary: 'Remove a webhook with its deliveries',
      access: KEEPERS,
      params: webhookParams,
      responses: { 204: { description: 'Removed' } },
      problems: ['webhook-not-found'],
      handle: async ({ actor, params }) => {
        await deleteWebhook(deps, actor, params.employerId, params.webhookId);
        return empty(204);
      },
    }),
    defineRoute({
      method: 'post',
      path: `${PATH}/{webhookId}/secret`,
      tag: 'webhooks',
      summary: 'Renew the secret; the one before it signs beside it for a while, an older one ends at once',
      access: KEEPERS,
      params: webhookParams,
      responses: {
        200: { description: 'The new secret', json: z.object({ secret, previousUntil: instant }) },
      },
      problems: ['webhook-not-found'],
      handle: async ({ actor, params }) =>
        json(200, await rotateWebhookSecret(deps, actor, params.employerId, params.webhookId)),
    }),
    defineRoute({
      method: 'post',
      path: `${PATH}/{webhookId}/enable`,
      tag: 'webhooks',
      summary: 'Switch a disabled webhook on again',
      access: KEEPERS,
      params: webhookParams,
      responses: { 200: { description: 'The webhook', json: webhook } },
      problems: ['webhook-not-found'],
      handle: async ({ actor, params }) =>
        json(200, await enableWebhook(deps, actor, params.employerId, params.webhookId)),
    }),
    defineRoute({
      method: 'post',
      path: `${PATH}/{webhookId}/test`,
      tag: 'webhooks',
      summary: 'Send an event of type webhook.test, on the way of every other',
      access: KEEPERS,
      params: webhookParams,
      responses: {
        202: { description: 'Written; how it goes stands in the list', json: z.object({ deliveryId: id }) },
      },
      problems: ['webhook-not-found', 'webhook-disabled'],
      handle: async ({ actor, params }) =>
        json(202, await testWebhook(deps, actor, params.employerId, params.webhookId)),
    }),
    defineRoute({
      method: 'get',
      path: `${PATH}/{webhookId}/deliveries`,
      tag: 'webhooks',
      summary: 'Deliveries to the webhook, the newest first',
      access: KEEPERS,
      params: webhookParams,
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(delivery) } },
      problems: ['webhook-not-found', 'cursor-invalid'],
      handle: async ({ actor, params, query }) => json(200, await listDeliveries(deps, actor, params, query)),
    }),
    defineRoute({
      method: 'post',
      path: `${PATH}/{webhookId}/deliveries/{deliveryId}/replay`,
      tag: 'webhooks',
      summary: 'Send a delivery again, whatever became of it: the same event id and body',
      access: KEEPERS,
      params: webhookParams.extend({ deliveryId: id }),
      responses: { 202: { description: 'To be sent', json: delivery } },
      problems: ['webhook-not-found', 'webhook-delivery-not-found', 'webhook-disabled'],
      handle: async ({ actor, params }) => json(202, await replayDelivery(deps, actor, params)),
    }),
  ];
}
