import supertest from 'supertest';
import type { Capabilities } from '../../../services/api/routes';
import { createRoutes } from '../../../services/api/routes';
import { createTestApp, PUBLIC_URL } from './test-app';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: Record<string, string[]>[];
  readonly 'x-access': unknown;
  readonly parameters?: { in: string; name: string; required?: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

/** Routes are only described here: nothing of what they call is touched. */
const untouched = new Proxy(
  {},
  {
    get: () => {
      throw new Error('a route used its dependencies before it was called');
    },
  },
);
const routes = createRoutes({
  directory: untouched,
  identity: untouched,
  ingestion: untouched,
  webhooks: untouched,
  documents: untouched,
  journal: untouched,
  trust: { sealCa: '', tsaCa: '', journalKey: '' },
  publicUrl: PUBLIC_URL,
} as Capabilities);

async function readDocument(): Promise<Document> {
  const answer = await supertest(createTestApp(routes).app).get('/v1/openapi.json');
  expect(answer.status).toBe(200);
  return answer.body;
}

function collect(value: unknown, key: string, found: unknown[] = []): unknown[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, part] of Object.entries(value)) {
    if (name === key) found.push(part);
    collect(part, key, found);
  }
  return found;
}

describe('the OpenAPI document', () => {
  it('is version 3.1 and describes every route, and no other', async () => {
    const document = await readDocument();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const mounted = routes.map(({ method, path }) => `${method} ${path.replace('{+', '{')}`);
    expect(described.sort()).toEqual(mounted.sort());
    expect(new Set(mounted).size).toBe(mounted.length);
  });

  it('refers to nothing that it does not hold', async () => {
    const document = await readDocument();
    const references = collect(document, '$ref') as string[];
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const target = reference
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, name) => Object(at)[name], document);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });

  it('says of each operation who may call it, what it takes and what it answers', async () => {
    const document = await readDocument();
    const ids = new Set<string>();
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const name = `${method} ${path}`;
        ids.add(operation.operationId);
        expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
        expect([name, operation['x-access']]).toEqual([name, expect.anything()]);
        expect([name, operation.security.length === 0]).toEqual([name, operation['x-access'] === 'public']);
        for (const scheme of operation.security.flatMap((alternative) => Object.keys(alternative))) {
          expect(document.components.securitySchemes).toHaveProperty(scheme);
        }
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
        const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        expect([name, parameters.map((parameter) => parameter.name)]).toEqual([name, inPath]);
        expect(parameters.every((parameter) => parameter.required === true)).toBe(true);
        expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
        for (const [status, response] of Object.entries(operation.responses)) {
          expect([name, status, response.description]).toEqual([name, status, expect.stringMatching(/\S/)]);
          if (Number(status) >= 400) {
            const type = path.startsWith('/oauth2/') ? 'application/json' : 'application/problem+json';
            expect([name, Object.keys(response.content ?? {})]).toEqual([name, [type]]);
          }
        }
        if (operation['x-access'] !== 'public') expect(operation.responses).toHaveProperty('401');
      }
    }
    expect(ids.size).toBe(routes.length);
  });

  it('gives every schema a type that JSON Schema 2020-12 knows, and no keyword of OpenAPI 3.0', async () => {
    const document = await readDocument();
    const types = new Set(collect(document.components, 'type').flat());
    types.delete('apiKey');
    types.delete('oauth2');
    for (const type of types) {
      // A property named `type` is a schema of its own.
      if (typeof type === 'string') {
        expect(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']).toContain(type);
      }
    }
    expect(collect(document, 'nullable')).toEqual([]);
  });

  it('names the cookie as it is set, what OAuth clients read, and what files are refused with', async () => {
    const { components, paths } = await readDocument();
    expect(components.securitySchemes.session).toMatchObject({ name: '__Host-coffre-session' });
    expect(components.schemas.OAuthProblem).toMatchObject({ required: expect.arrayContaining(['error']) });
    expect(components.schemas.Problem).toMatchObject({ properties: { line: {}, columns: {} } });
    const unavailable = paths['/v1/me/documents']?.get?.responses['503']?.description;
    expect(unavailable).toBe('database-unavailable, key-unavailable, storage-unavailable');
  });
});

describe('a POST that creates something', () => {
  /** With the reason why a repetition needs no key; whatever else is posted below /v1 takes one. */
  const WITHOUT: Readonly<Record<string, string>> = {
    '/v1/employers/{employerId}/agents/search': 'reads',
    '/v1/verify': 'reads',
    '/v1/session': 'the kept answer would open a session',
  };

  it('takes an Idempotency-Key, and says what it refuses one with', async () => {
    const { paths } = await readDocument();
    const posts = Object.entries(paths).flatMap(([path, { post }]) =>
      post === undefined || !path.startsWith('/v1/') ? [] : [{ path, post }],
    );
    const headersOf = ({ parameters = [] }: Operation) =>
      parameters.filter((parameter) => parameter.in === 'header');
    const without = posts.filter(({ post }) => headersOf(post).length === 0).map(({ path }) => path);
    expect(without.sort()).toEqual(Object.keys(WITHOUT).sort());
    for (const { path, post } of posts.filter((one) => !without.includes(one.path))) {
      expect([path, headersOf(post)]).toEqual([
        path,
        [expect.objectContaining({ name: 'Idempotency-Key', required: false })],
      ]);
      for (const [status, code] of [
        ['400', 'idempotency-key-invalid'],
        ['409', 'idempotency-key-in-use'],
        ['422', 'idempotency-key-reused'],
      ] as const) {
        expect([path, post.responses[status]?.description]).toEqual([path, expect.stringContaining(code)]);
      }
    }
  });

  it('is never one that the document says creates something and yet takes none, sessions apart', () => {
    const creating = routes.filter(
      ({ method, path, responses }) =>
        method === 'post' && path.startsWith('/v1/') && (201 in responses || 202 in responses),
    );
    expect(creating.length).toBeGreaterThan(5);
    expect(
      creating.filter((route) => route.withoutIdempotencyKey !== undefined).map(({ path }) => path),
    ).toEqual(['/v1/session']);
  });
});

describe('attempts', () => {
  it('of people, of new people, of machines and of strangers are bounded each by a limit of their own', () => {
    const limitOf = (path: string) => routes.find((route) => route.path === path)?.rateLimit?.perMinute;
    expect(['/v1/session', '/v1/activations', '/oauth2/token', '/v1/verify'].map(limitOf)).toEqual([
      'signInAttemptsPerMinute',
      'activationsPerMinute',
      'tokenRequestsPerMinute',
      'verificationsPerMinute',
    ]);
  });
});
