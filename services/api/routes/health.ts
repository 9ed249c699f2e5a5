import { z } from 'zod';
import { defineRoute, json, type Route } from '../http/route';

/** That the process answers, and nothing about its parts: those are told on the loopback port. */
export function healthRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/healthz',
      tag: 'operations',
      summary: 'Whether the API answers',
      access: 'public',
      responses: { 200: { description: 'It does', json: z.object({ status: z.literal('ok') }) } },
      handle: async () => json(200, { status: 'ok' as const }),
    }),
  ];
}
