import { z } from 'zod';
import { defineRoute, json, type Route } from '../http/route';

/** What proofs of this installation are checked against. Compare it with a copy from elsewhere before relying on it. */
export interface TrustAnchors {
  /** PEM, one or more certificates. */
  readonly sealCa: string;
  readonly tsaCa: string;
  /** Verifier key of the journal (C2SP signed-note). */
  readonly journalKey: string;
}

const anchors = z
  .object({
    sealCa: z.string().meta({ description: 'PEM certificates that seals chain to' }),
    tsaCa: z.string().meta({ description: 'PEM certificates that timestamps chain to' }),
    journalKey: z.string().meta({ description: 'Verifier key of the journal (C2SP signed-note)' }),
  })
  .meta({ id: 'TrustAnchors' });

export function trustRoutes(trust: TrustAnchors): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/trust',
      tag: 'proof',
      summary: 'Trust anchors of this installation',
      access: 'public',
      responses: { 200: { description: 'The anchors', json: anchors } },
      handle: async () => json(200, trust),
    }),
  ];
}
