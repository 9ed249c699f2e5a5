import { z } from 'zod';
import type { SealVerifier } from '../../sealing/verify/seal-verifier';
import { defineRoute, json, type Route } from '../http/route';
import { instant } from './schemas';

const finding = z
  .object({
    verdict: z.enum(['verified', 'broken', 'cannot-tell']).meta({
      description: '`verified`: sealed under this installation’s authority and unchanged since',
    }),
    code: z
      .string()
      .nullable()
      .meta({ description: 'The first link that does not hold, or why nothing is said' }),
    statement: z
      .string()
      .nullable()
      .meta({ description: 'As sealed: who deposited. Only of a seal that holds' }),
    sealedBy: z.string().nullable(),
    time: instant.nullable().meta({ description: 'As the timestamp says' }),
    timeGivenBy: z.string().nullable(),
    timeQualified: z.boolean().meta({
      description:
        'Whether the time is a qualified one (eIDAS, art. 42). False: no trusted list is consulted here',
    }),
    level: z.string().nullable().meta({ description: 'PAdES level reached' }),
  })
  .meta({ id: 'SealFinding' });

/** For whoever was handed a sealed file: a bank, a landlord, a court. */
export function verifyRoutes(verifier: SealVerifier): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/verify',
      tag: 'proof',
      summary:
        'Whether a PDF carries a seal of this installation and is unchanged since; nothing of it is kept',
      access: 'public',
      withoutIdempotencyKey: 'creates-nothing',
      rateLimit: { name: 'verify', perMinute: 'verificationsPerMinute' },
      body: { kind: 'stream', contentTypes: ['application/pdf'], limit: 'verifyBytes' },
      responses: { 200: { description: 'What was found', json: finding } },
      problems: ['verifier-busy', 'verifier-unavailable', 'body-too-slow', 'body-too-large'],
      handle: async ({ body }) => json(200, await verifier.verify(body)),
    }),
  ];
}
