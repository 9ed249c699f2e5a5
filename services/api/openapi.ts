import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ClientScope } from '../identity/principal';
import type { Access } from './http/access';
import { isMutating } from './http/cross-site';
import { idempotencyKeyHeader, takesIdempotencyKey } from './http/idempotency-key';
import { isOAuth } from './http/oauth-error';
import { PROBLEMS, type ProblemCode } from './http/problem-table';
import { type BodySpec, contentTypesOf } from './http/request-body';
import type { Route } from './http/route';
import { sessionCookieName } from './http/session-cookie';
import { needsUploadPlace } from './http/upload-places';

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: programs decide by it.' }),
    detail: z.string(),
    requestId: z.string(),
    invalid: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
    line: z.int().optional().meta({ description: 'Of the file that was sent' }),
    columns: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const oauthProblem = problem
  .extend({ error: z.string(), error_description: z.string() })
  .meta({ id: 'OAuthProblem', description: 'RFC 6749, section 5.2, and RFC 9457 beside it' });

const CLIENT_SCOPES_DESCRIBED: Record<ClientScope, string> = {
  deposit: 'Push batches and follow them',
  read: "Read the employer's documents and proofs",
  directory: 'Import and list agents',
};

const file = z.string().meta({ format: 'binary' });

/** The OpenAPI 3.1 document, from the very definitions that validate and authorise. */
export function describeApi(routes: readonly Route[], publicUrl: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(publicUrl),
    description: 'People. Mutating calls also send X-CSRF-Token.',
  });
  registry.registerComponent('securitySchemes', 'client', {
    type: 'oauth2',
    description: 'Payroll systems (RFC 6749, section 4.4).',
    flows: { clientCredentials: { tokenUrl: `${publicUrl}/oauth2/token`, scopes: CLIENT_SCOPES_DESCRIBED } },
  });
  for (const route of routes) registry.registerPath(describeRoute(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Coffre-fort Agents', version: '1' },
    servers: [{ url: publicUrl }],
  });
}

function describeRoute(route: Route): RouteConfig {
  return {
    method: route.method,
    path: route.path.replace('{+', '{'),
    tags: [route.tag],
    summary: route.summary,
    operationId: operationId(route),
    security: securityOf(route.access),
    'x-access': route.access,
    request: {
      ...(route.params === undefined ? {} : { params: route.params }),
      ...(route.query === undefined ? {} : { query: route.query }),
      ...(takesIdempotencyKey(route) ? { headers: idempotencyKeyHeader } : {}),
      ...(route.body === undefined ? {} : { body: { required: true, content: describeBody(route.body) } }),
    },
    responses: { ...describeResponses(route), ...describeProblems(route) },
  };
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'v1');
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public') return [];
  // Any scope: the token alone.
  if (access === 'client') return [{ client: [] }];
  if (typeof access === 'string') return [{ session: [] }];
  const scopes = access.employer.filter((caller) => caller.startsWith('client:'));
  return [
    ...(scopes.length < access.employer.length ? [{ session: [] }] : []),
    // Any one of the scopes is enough.
    ...scopes.map((scope) => ({ client: [scope.slice('client:'.length)] })),
  ];
}

function describeBody(body: BodySpec): Record<string, { schema: z.ZodType }> {
  const schema = 'schema' in body ? body.schema : file;
  return Object.fromEntries(contentTypesOf(body).map((type) => [type, { schema }]));
}

function describeResponses(route: Route): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, { description, json, files }]) => {
      const content = {
        ...(json === undefined ? {} : { 'application/json': { schema: json } }),
        ...Object.fromEntries((files ?? []).map((type) => [type, { schema: file }])),
      };
      return [status, Object.keys(content).length === 0 ? { description } : { description, content }];
    }),
  );
}

/** What the mechanism itself may answer, by what the route declares, and what its capability refuses. */
function describeProblems(route: Route): RouteConfig['responses'] {
  const mutating = isMutating(route.method);
  const codes = new Set<ProblemCode>(route.problems);
  for (const code of ['database-unavailable', 'key-unavailable', 'storage-unavailable'] as const)
    codes.add(code);
  if (route.params ?? route.query ?? route.body) codes.add('invalid-request');
  if (route.access !== 'public') codes.add('not-authenticated');
  if (route.access !== 'public' && route.access !== 'signed-in') codes.add('role-insufficient');
  if (typeof route.access === 'object') codes.add('not-found');
  if (mutating) codes.add('origin-refused');
  if (mutating && route.access !== 'public') codes.add('csrf-token-invalid');
  if (takesIdempotencyKey(route)) {
    for (const code of [
      'idempotency-key-invalid',
      'idempotency-key-in-use',
      'idempotency-key-reused',
    ] as const)
      codes.add(code);
  }
  if (route.rateLimit !== undefined) codes.add('too-many-requests');
  if (route.body !== undefined) {
    for (const code of [
      'malformed-body',
      'body-too-large',
      'body-interrupted',
      'unsupported-media-type',
    ] as const)
      codes.add(code);
    codes.add('body-too-slow');
    if (needsUploadPlace(route)) codes.add('uploads-busy').add('quota-uploads-at-once');
  }
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...codes].sort()) {
    const [status] = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = isOAuth(route.path)
    ? { 'application/json': { schema: oauthProblem } }
    : { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [status, { description: of.join(', '), content }]),
  );
}
