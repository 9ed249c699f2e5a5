import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import supertest from 'supertest';
import { z } from 'zod';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import { DatabaseUnavailableError } from '../../../infra/ports/unit-of-work';
import { jsonBody, readBody } from '../../../services/api/http/request-body';
import { defineRoute, empty, file, json, type Route } from '../../../services/api/http/route';
import { createUploadPlaces } from '../../../services/api/http/upload-places';
import { listen } from '../../../services/api/listen';
import { VaultError } from '../../../services/vaults/errors';
import {
  COOKIE,
  CSRF,
  createTestApp,
  EMPLOYER,
  OTHER_EMPLOYER,
  PUBLIC_URL,
  SESSION,
  TOKEN,
} from './test-app';

const CANARY = 'CANARY-MARCHAND';

const described = { tag: 'test', summary: 'test' } as const;

function failing(error: () => unknown, path = '/v1/fails'): Route {
  return defineRoute({
    ...described,
    method: 'get',
    path,
    access: 'public',
    responses: { 204: { description: 'never' } },
    handle: async () => {
      throw error();
    },
  });
}

const echo = defineRoute({
  ...described,
  method: 'post',
  path: '/v1/employers/{employerId}/echo',
  access: { employer: ['hr', 'client:deposit'] },
  params: z.object({ employerId: z.uuid() }),
  query: z.object({ limit: z.string().regex(/^\d+$/).optional() }),
  body: jsonBody(z.strictObject({ name: z.string().max(20), count: z.int() })),
  responses: { 200: { description: 'echo', json: z.object({ name: z.string(), scope: z.string() }) } },
  handle: async ({ actor, body }) =>
    json(200, { name: body.name, scope: actor.scope.kind, secret: 'not declared' }),
});

const upload = defineRoute({
  ...described,
  method: 'put',
  path: '/v1/employers/{employerId}/content',
  access: { employer: ['client:deposit'] },
  params: z.object({ employerId: z.uuid() }),
  body: { kind: 'stream', contentTypes: ['application/zip'], limit: 'uploadBytes' },
  responses: { 200: { description: 'stored', json: z.object({ sha256: z.string(), size: z.int() }) } },
  handle: async ({ body }) => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const part of body) {
      hash.update(part);
      size += part.length;
    }
    return json(200, { sha256: hash.digest('hex'), size });
  },
});

const uploadPath = `/v1/employers/${EMPLOYER}/content`;
const echoPath = `/v1/employers/${EMPLOYER}/echo`;

describe('a problem', () => {
  it('is problem+json with code, status and request id, for a path that leads nowhere', async () => {
    const { app } = createTestApp([]);
    const answer = await supertest(app).get('/v1/nowhere').set('X-Request-Id', 'caller-id-0001');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['x-request-id']).toBe('caller-id-0001');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.text)).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not-found',
      detail: expect.any(String),
      requestId: 'caller-id-0001',
    });
  });

  it.each([
    'short',
    'has space in it',
    '1840588105027930',
    'x'.repeat(65),
    '../../etc/passwd',
    '<script>alert',
  ])('does not repeat a request id like %s', async (given) => {
    const { app } = createTestApp([]);
    const answer = await supertest(app).get('/v1/nowhere').set('X-Request-Id', given);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[string, () => unknown, number, string]>([
    ['a capability refuses', () => new VaultError('document-not-found'), 404, 'document-not-found'],
    ['the database is down', () => new DatabaseUnavailableError(), 503, 'database-unavailable'],
    ['the store is down', () => new ObjectStoreError('storage-unavailable'), 503, 'storage-unavailable'],
    ['a stored object is gone', () => new ObjectStoreError('not-found'), 500, 'internal-error'],
    ['something unknown fails', () => new Error(CANARY), 500, 'internal-error'],
    [
      'a foreign error has a code like ours',
      () => Object.assign(new Error(CANARY), { code: 'not-found' }),
      500,
      'internal-error',
    ],
    ['something else than an error is thrown', () => CANARY, 500, 'internal-error'],
  ])('says what it may when %s', async (_what, error, status, code) => {
    const { app, log } = createTestApp([failing(error)]);
    const answer = await supertest(app).get('/v1/fails');
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ status, code });
    expect(answer.text).not.toContain(CANARY);
    if (status >= 500) expect(log.join('')).toContain('request failed');
    if (status === 503) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('names places and rules of a bad request, and never a value', async () => {
    const { app } = createTestApp([echo]);
    const answer = await supertest(app)
      .post(`${echoPath}?limit=${CANARY}`)
      .set('Authorization', `Bearer ${TOKEN}`)
      .send({ name: CANARY.repeat(3), [CANARY]: 1 });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(CANARY);
    const body = await supertest(app)
      .post(echoPath)
      .set('Authorization', `Bearer ${TOKEN}`)
      .send({ name: CANARY.repeat(3), count: 'x', [CANARY]: 1 });
    expect(body.text).not.toContain(CANARY);
    expect(JSON.parse(body.text)).toMatchObject({
      code: 'invalid-request',
      invalid: expect.arrayContaining([
        { path: 'body.name', code: 'out-of-range' },
        { path: 'body.count', code: 'wrong-type' },
        { path: 'body', code: 'unknown-field' },
      ]),
    });
  });
});

describe('a body', () => {
  const send = (type: string, body: string | Buffer) =>
    supertest(createTestApp([echo]).app)
      .post(echoPath)
      .set('Authorization', `Bearer ${TOKEN}`)
      .set('Content-Type', type)
      // A buffer goes out as it is.
      .serialize((given) => given)
      .send(body);

  it.each<[string, string, string | Buffer, number, string]>([
    ['is no JSON', 'application/json', '{"name":', 400, 'malformed-body'],
    ['is no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 400, 'malformed-body'],
    ['is empty', 'application/json', '', 400, 'malformed-body'],
    ['has another type', 'text/plain', '{}', 415, 'unsupported-media-type'],
    ['is over the limit', 'application/json', `{"name":"${'x'.repeat(2000)}"}`, 413, 'body-too-large'],
  ])('that %s is refused by name', async (_what, type, body, status, code) => {
    const answer = await send(type, body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
  });

  it('that is compressed is refused: nobody knows what it expands to', async () => {
    const answer = await supertest(createTestApp([echo]).app)
      .post(echoPath)
      .set('Authorization', `Bearer ${TOKEN}`)
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip')
      .send('{}');
    expect(answer.status).toBe(415);
  });

  it('is answered through the declared schema: an undeclared field cannot leak', async () => {
    const answer = await send(
      'application/json',
      '{"name":"a","count":1,"__proto__":{}}'.replace(',"__proto__":{}', ''),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ name: 'a', scope: 'employer' });
  });
});

describe('a streamed body', () => {
  async function serve<T>(routes: Route[], work: (port: number) => Promise<T>): Promise<T> {
    const server = await listen(createTestApp(routes).app, {
      host: '127.0.0.1',
      port: 0,
      headersSeconds: 5,
      requestSeconds: 30,
      idleConnectionSeconds: 5,
      connections: 100,
    });
    try {
      return await work(server.port);
    } finally {
      await server.close();
    }
  }

  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/zip' };

  it('arrives whole and unparsed', async () => {
    const content = Buffer.alloc(900_000, 7);
    const answer = await supertest(createTestApp([upload]).app)
      .put(uploadPath)
      .set(headers)
      .send(content);
    expect(answer.body).toEqual({
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
    });
  });

  it('over the limit is refused by its announced length, before a byte is read', async () => {
    await serve([upload], async (port) => {
      const request = httpRequest({
        port,
        path: uploadPath,
        method: 'PUT',
        headers: { ...headers, 'Content-Length': 5_000_000_000, Expect: '100-continue' },
      });
      request.flushHeaders();
      let continued = false;
      request.on('continue', () => {
        continued = true;
      });
      const [response] = await once(request, 'response');
      expect(response.statusCode).toBe(413);
      expect(continued).toBe(false);
      request.on('error', () => undefined);
      request.destroy();
    });
  });

  it('without a length is cut off at the limit', async () => {
    await serve([upload], async (port) => {
      const request = httpRequest({ port, path: uploadPath, method: 'PUT', headers });
      request.on('error', () => undefined);
      const answered = once(request, 'response');
      for (let sent = 0; sent < 3 * 1024 * 1024; sent += 65_536) request.write(Buffer.alloc(65_536));
      const [response] = await answered;
      expect(response.statusCode).toBe(413);
      expect(response.headers.connection).toBe('close');
      request.destroy();
    });
  });

  it('is asked for with 100-continue only once the caller may send it', async () => {
    await serve([upload], async (port) => {
      const ask = async (authorization: string) => {
        const request = httpRequest({
          port,
          path: uploadPath,
          method: 'PUT',
          headers: { ...headers, Authorization: authorization, 'Content-Length': 3, Expect: '100-continue' },
        });
        request.flushHeaders();
        request.on('continue', () => request.end('abc'));
        request.on('error', () => undefined);
        const [response] = await once(request, 'response');
        response.resume();
        await once(response, 'end');
        request.destroy();
        return response.statusCode;
      };
      expect(await ask(`Bearer ${TOKEN}`)).toBe(200);
      expect(await ask('Bearer other')).toBe(401);
    });
  });

  it('of a sender that goes away is never taken for a whole one', async () => {
    const outcome = await new Promise<string>((resolve, reject) => {
      const observed = defineRoute({
        ...described,
        method: 'put',
        path: '/v1/observed',
        access: 'public',
        body: { kind: 'stream', contentTypes: ['application/zip'], limit: 'uploadBytes' },
        responses: { 204: { description: 'stored' } },
        handle: async ({ body }) => {
          try {
            for await (const _part of body);
            resolve('whole');
          } catch (error) {
            resolve(error instanceof Error ? error.message : 'unknown');
            throw error;
          }
          return empty(204);
        },
      });
      serve([observed], async (port) => {
        const socket = connect(port, '127.0.0.1');
        socket.write(
          'PUT /v1/observed HTTP/1.1\r\nHost: x\r\nContent-Type: application/zip\r\nContent-Length: 100\r\n\r\nhalf',
        );
        await new Promise((done) => setTimeout(done, 100));
        socket.destroy();
        await new Promise((done) => setTimeout(done, 100));
      }).catch(reject);
    });
    expect(outcome).toBe('body-interrupted');
  });
});

describe('a streamed answer', () => {
  const download = (content: () => AsyncIterable<Buffer>) =>
    defineRoute({
      ...described,
      method: 'get',
      path: '/v1/file',
      access: 'public',
      responses: { 200: { description: 'file', files: ['application/pdf'] } },
      handle: async () =>
        file(200, {
          contentType: 'application/pdf',
          content: content(),
          size: 6,
          disposition: { kind: 'attachment', fileName: 'a"\r\nX-Injected: 1.pdf' },
        }),
    });

  it('carries its type, length and a name that injects nothing', async () => {
    const { app } = createTestApp([
      download(async function* () {
        yield Buffer.from('abc');
        yield Buffer.from('def');
      }),
    ]);
    const answer = await supertest(app).get('/v1/file').buffer(true);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-length']).toBe('6');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-injected']).toBeUndefined();
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="a___X-Injected_ 1\.pdf"/);
    expect(answer.body.toString()).toBe('abcdef');
  });

  it('that fails before its first byte is an error, not an empty success', async () => {
    const { app } = createTestApp([
      // biome-ignore lint/correctness/useYield: fails before it yields
      download(async function* () {
        throw new VaultError('document-damaged');
      }),
    ]);
    const answer = await supertest(app).get('/v1/file');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text).code).toBe('document-damaged');
    expect(answer.headers['content-disposition']).toBeUndefined();
  });

  it('that fails half-way is broken off', async () => {
    const { app } = createTestApp([
      download(async function* () {
        yield Buffer.from('abc');
        throw new VaultError('document-damaged');
      }),
    ]);
    await expect(supertest(app).get('/v1/file')).rejects.toThrow(/aborted|socket hang up/);
  });
});

describe('a caller', () => {
  const own = defineRoute({
    ...described,
    method: 'post',
    path: '/v1/me/thing',
    access: 'signed-in',
    responses: { 204: { description: 'done' } },
    handle: async () => empty(204),
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['nothing', {}, 401, 'not-authenticated'],
    ['an unknown session', { Cookie: '__Host-coffre-session=other' }, 401, 'not-authenticated'],
    ['two sessions', { Cookie: `${COOKIE}; __Host-coffre-session=other` }, 401, 'not-authenticated'],
    [
      'the session under the name of plain http',
      { Cookie: `coffre-session=${SESSION}`, 'X-CSRF-Token': CSRF },
      401,
      'not-authenticated',
    ],
    ['an unknown token', { Authorization: 'Bearer other' }, 401, 'not-authenticated'],
    ['another scheme', { Authorization: `Basic ${TOKEN}` }, 401, 'not-authenticated'],
    [
      'a bad token beside a good session',
      { Authorization: 'Bearer other', Cookie: COOKIE, 'X-CSRF-Token': CSRF },
      401,
      'not-authenticated',
    ],
    ['a session without CSRF token', { Cookie: COOKIE }, 403, 'csrf-token-invalid'],
    [
      'a session with another CSRF token',
      { Cookie: COOKIE, 'X-CSRF-Token': 'other' },
      403,
      'csrf-token-invalid',
    ],
    [
      'a foreign origin',
      { Cookie: COOKIE, 'X-CSRF-Token': CSRF, Origin: 'https://evil.example' },
      403,
      'origin-refused',
    ],
    ['an opaque origin', { Cookie: COOKIE, 'X-CSRF-Token': CSRF, Origin: 'null' }, 403, 'origin-refused'],
    [
      'a page of another site',
      { Cookie: COOKIE, 'X-CSRF-Token': CSRF, 'Sec-Fetch-Site': 'cross-site' },
      403,
      'origin-refused',
    ],
    ['a machine where a person is wanted', { Authorization: `Bearer ${TOKEN}` }, 403, 'role-insufficient'],
  ])('who brings %s is refused', async (_what, headers, status, code) => {
    const answer = await supertest(createTestApp([own]).app)
      .post('/v1/me/thing')
      .set(headers);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('who brings session, CSRF token and our origin is let in', async () => {
    const answer = await supertest(createTestApp([own]).app)
      .post('/v1/me/thing')
      .set({ Cookie: COOKIE, 'X-CSRF-Token': CSRF, Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin' });
    expect(answer.status).toBe(204);
  });

  it('of another employer learns the same as of one that does not exist, and is journaled', async () => {
    const { app, refusals } = createTestApp([echo]);
    const ask = (employer: string) =>
      supertest(app)
        .post(`/v1/employers/${employer}/echo`)
        .set('Authorization', `Bearer ${TOKEN}`)
        .send({ nonsense: true });
    const other = await ask(OTHER_EMPLOYER);
    const none = await ask('no-uuid');
    expect(other.status).toBe(404);
    const { requestId: _a, ...ofOther } = JSON.parse(other.text);
    const { requestId: _b, ...ofNone } = JSON.parse(none.text);
    expect(ofOther).toEqual(ofNone);
    expect(refusals).toEqual([`client not-found ${OTHER_EMPLOYER} -`, 'client not-found no-uuid -']);
  });

  it('with too little of a role is told before their request is read, and journaled', async () => {
    const { app, refusals } = createTestApp([upload]);
    const answer = await supertest(app)
      .put(uploadPath)
      .set({ Cookie: COOKIE, 'X-CSRF-Token': CSRF, 'Content-Type': 'application/zip' })
      .send('zip');
    expect(answer.status).toBe(403);
    expect(refusals).toEqual([`account role-insufficient ${EMPLOYER} -`]);
  });

  it('who tries too often is told how long to wait', async () => {
    const limited = defineRoute({
      ...described,
      method: 'post',
      path: '/v1/limited',
      access: 'public',
      rateLimit: { name: 'limited', perMinute: 'signInAttemptsPerMinute' },
      responses: { 204: { description: 'done' } },
      handle: async () => empty(204),
    });
    const answer = await supertest(createTestApp([limited], { wait: 17 }).app).post('/v1/limited');
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '17']);
  });
});

describe('every answer', () => {
  it('carries a policy that allows no inline script and no framing', async () => {
    const answer = await supertest(createTestApp([]).app).get('/v1/openapi.json');
    const policy = answer.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  it('is logged and measured by the pattern of its route, never by its URL', async () => {
    const { app, log, observed } = createTestApp([echo]);
    await supertest(app)
      .post(`${echoPath}?name=${CANARY}`)
      .set({ Authorization: `Bearer ${TOKEN}`, Cookie: `x=${CANARY}`, 'User-Agent': CANARY })
      .send({ name: CANARY, count: 1 });
    await new Promise((done) => setTimeout(done, 20));
    expect(observed).toEqual([{ route: '/v1/employers/{employerId}/echo', status: 200 }]);
    expect(log.join('')).toContain('"route":"/v1/employers/{employerId}/echo"');
    expect(log.join('')).not.toContain(CANARY);
    expect(log.join('')).not.toContain(TOKEN);
  });
});

describe('a route', () => {
  it('whose path and parameters differ does not come to be', () => {
    const define = (path: string) => () =>
      defineRoute({
        ...described,
        method: 'get',
        path,
        access: 'public',
        params: z.object({ id: z.string() }),
        responses: { 204: { description: 'done' } },
        handle: async () => empty(204),
      });
    expect(define('/v1/x/{other}')).toThrow(/parameters and path differ/);
    expect(define('/v1/x/{id}')).not.toThrow();
  });

  it('without a declared access, or with an undeclared answer, does not compile', () => {
    const common = { ...described, method: 'get', path: '/v1/x' } as const;
    const responses = { 200: { description: 'x', json: z.object({ a: z.int() }) } } as const;
    // Checked by the compiler: a directive that finds no error is one itself.
    // @ts-expect-error no access
    defineRoute({ ...common, responses, handle: async () => json(200, { a: 1 }) });
    // @ts-expect-error 201 is not declared
    defineRoute({ ...common, access: 'public', responses, handle: async () => json(201, { a: 1 }) });
    // @ts-expect-error the body is another
    defineRoute({ ...common, access: 'public', responses, handle: async () => json(200, { a: 'x' }) });
    defineRoute({
      ...common,
      access: 'public',
      responses,
      // @ts-expect-error nobody is known on a public route
      handle: async ({ principal }) => json(200, { a: principal.kind.length }),
    });
    defineRoute({ ...common, access: 'public', responses, handle: async () => json(200, { a: 1 }) });
  });

  it("for an employer's people names its employer", () => {
    expect(() =>
      defineRoute({
        ...described,
        method: 'get',
        path: '/v1/x',
        access: { employer: ['hr'] },
        responses: { 204: { description: 'done' } },
        handle: async () => empty(204),
      }),
    ).toThrow(/names its employer/);
  });
});

describe('the server', () => {
  it('closes once what it had begun is answered, and takes nothing new', async () => {
    let release: () => void = () => undefined;
    const slow = defineRoute({
      ...described,
      method: 'get',
      path: '/v1/slow',
      access: 'public',
      responses: { 200: { description: 'slow', json: z.object({ done: z.boolean() }) } },
      handle: async () => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return json(200, { done: true });
      },
    });
    const { app, observed } = createTestApp([slow]);
    const server = await listen(app, {
      host: '127.0.0.1',
      port: 0,
      headersSeconds: 5,
      requestSeconds: 30,
      idleConnectionSeconds: 5,
      connections: 100,
    });
    const url = `http://127.0.0.1:${server.port}/v1/slow`;
    const answer = fetch(url, { headers: { Connection: 'close' } });
    await new Promise((done) => setTimeout(done, 100));
    const closed = server.close();
    await expect(fetch(url)).rejects.toThrow();
    release();
    expect(await (await answer).json()).toEqual({ done: true });
    await closed;
    expect(observed).toEqual([{ route: '/v1/slow', status: 200 }]);
  });
});

describe('HEAD', () => {
  it('of a route that is somebody’s own runs no read', async () => {
    let reads = 0;
    const own = defineRoute({
      ...described,
      method: 'get',
      path: '/v1/me/thing',
      access: 'signed-in',
      responses: { 204: { description: 'read' } },
      handle: async () => {
        reads += 1;
        return empty(204);
      },
    });
    const answer = await supertest(createTestApp([own]).app)
      .head('/v1/me/thing')
      .set('Cookie', COOKIE);
    expect([answer.status, answer.headers.allow, reads]).toEqual([405, 'GET', 0]);
  });
});

describe('a large body', () => {
  const slowly = { uploadBytesPerSecond: 1_000, uploadPaceSeconds: 0.3 };
  const limits = {
    jsonBodyBytes: 100,
    csvBodyBytes: 100,
    uploadBytes: 1_000_000,
    verifyBytes: 100,
    documentBytes: 100,
    ...slowly,
  };
  const zip = { kind: 'stream', contentTypes: ['application/zip'], limit: 'uploadBytes' } as const;
  const sending = (pieces: AsyncIterable<Buffer>) =>
    Object.assign(Readable.from(pieces), {
      headers: { 'content-type': 'application/zip' },
      complete: true,
    }) as unknown as IncomingMessage;
  async function* every(milliseconds: number, pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
    for (const piece of pieces) {
      await delay(milliseconds);
      yield piece;
    }
  }
  async function takeIn(request: IncomingMessage, milliseconds: number): Promise<number> {
    let size = 0;
    const body = await readBody(request, zip, limits, { onWanted: () => undefined });
    for await (const piece of body as AsyncIterable<Buffer>) {
      size += piece.length;
      await delay(milliseconds);
    }
    return size;
  }

  it('that drips is given up: it would hold its place for hours', async () => {
    const drops = Array.from({ length: 100 }, () => Buffer.from('drop'));
    await expect(takeIn(sending(every(50, drops)), 0)).rejects.toMatchObject({ code: 'body-too-slow' });
  });

  it('that we take slowly is not the sender’s fault', async () => {
    const drops = Array.from({ length: 20 }, () => Buffer.from('drop'));
    expect(await takeIn(sending(every(0, drops)), 50)).toBe(80);
  });

  it('finds a place or is refused by name, its sender told when to come again', async () => {
    const hang = new EventEmitter();
    const slow = defineRoute({
      ...described,
      method: 'put',
      path: '/v1/employers/{employerId}/slow',
      access: { employer: ['client:deposit'] },
      params: z.object({ employerId: z.uuid() }),
      body: zip,
      responses: { 204: { description: 'stored' } },
      handle: async ({ body }) => {
        const first = await body[Symbol.asyncIterator]().next();
        hang.emit('begun');
        if (first.value?.toString() === 'fail') throw new VaultError('document-not-found');
        await once(hang, 'go on');
        return empty(204);
      },
    });
    // Two of one employer at a time, in the test's application.
    const { app, problems } = createTestApp([slow, echo]);
    const send = (content: string) =>
      supertest(app)
        .put(`/v1/employers/${EMPLOYER}/slow`)
        .set('Authorization', `Bearer ${TOKEN}`)
        .set('Content-Type', 'application/zip')
        .send(content);
    const begin = async () => (await send('bytes')).status;
    const answers: Promise<number>[] = [];
    for (let n = 0; n < 2; n += 1) {
      answers.push(begin());
      await once(hang, 'begun');
    }
    const refused = await send('bytes');
    expect([refused.status, JSON.parse(refused.text).code, refused.headers['retry-after']]).toEqual([
      429,
      'quota-uploads-at-once',
      '5',
    ]);
    expect(problems).toEqual(['quota-uploads-at-once']);
    const small = await supertest(app)
      .post(echoPath)
      .set('Authorization', `Bearer ${TOKEN}`)
      .send({ name: 'a', count: 1 });
    expect(small.status).toBe(200);
    hang.emit('go on');
    expect(await Promise.all(answers)).toEqual([204, 204]);
    // A place is given back by what fails, too.
    for (let round = 0; round < 4; round += 1) expect((await send('fail')).status).toBe(404);
  });

  it('of one employer leaves places to others, and all together have so many', () => {
    const places = createUploadPlaces({ uploadsAtOnce: 3, uploadsAtOnceOfEmployer: 2 });
    const leave = places.take('one');
    places.take('one');
    expect(() => places.take('one')).toThrow('quota-uploads-at-once');
    places.take('two');
    expect(() => places.take('two')).toThrow('uploads-busy');
    leave();
    places.take('two');
    expect(() => places.take('three')).toThrow('uploads-busy');
  });
});

describe('a small body', () => {
  it('that does not arrive in time is given up', async () => {
    const silent = Object.assign(new PassThrough(), {
      headers: { 'content-type': 'application/json', 'content-length': '10' },
      complete: false,
    }) as unknown as IncomingMessage;
    const limits = {
      jsonBodyBytes: 100,
      csvBodyBytes: 100,
      uploadBytes: 100,
      verifyBytes: 100,
      documentBytes: 100,
      uploadBytesPerSecond: 1,
      uploadPaceSeconds: 30,
    };
    await expect(
      readBody(silent, jsonBody(z.object({})), limits, { onWanted: () => undefined, smallBodyMs: 50 }),
    ).rejects.toMatchObject({ code: 'body-too-slow' });
  });
});

describe('a reader who goes away', () => {
  it('before the first part is there leaves nothing open behind the answer', async () => {
    const source = new EventEmitter();
    async function* parts(): AsyncGenerator<Buffer> {
      try {
        source.emit('asked');
        // The answer is over for the server, and only then there is something to send.
        while (observed.length === 0) await new Promise((done) => setTimeout(done, 5));
        for (;;) yield Buffer.alloc(65_536);
      } finally {
        source.emit('closed');
      }
    }
    const route = defineRoute({
      ...described,
      method: 'get',
      path: '/v1/slow',
      access: 'public',
      responses: { 200: { description: 'file', files: ['application/pdf'] } },
      handle: async () => file(200, { contentType: 'application/pdf', content: parts() }),
    });
    const { app, log, observed } = createTestApp([route]);
    const server = await listen(app, {
      host: '127.0.0.1',
      port: 0,
      headersSeconds: 5,
      requestSeconds: 30,
      idleConnectionSeconds: 5,
      connections: 100,
    });
    const asked = once(source, 'asked');
    const closed = once(source, 'closed', { signal: AbortSignal.timeout(3_000) });
    const request = httpRequest({ port: server.port, path: '/v1/slow' });
    request.on('error', () => undefined);
    request.end();
    try {
      await asked;
      request.destroy();
      await closed;
    } finally {
      await server.close();
    }
    expect(observed).toEqual([{ route: '/v1/slow', status: 200 }]);
    expect(log.join('')).not.toContain('request failed');
  });

  it('is no failure of ours', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        yield Buffer.alloc(65_536);
        await new Promise((done) => setTimeout(done, 5));
      }
    }
    const route = defineRoute({
      ...described,
      method: 'get',
      path: '/v1/endless',
      access: 'public',
      responses: { 200: { description: 'file', files: ['application/pdf'] } },
      handle: async () => file(200, { contentType: 'application/pdf', content: endless() }),
    });
    const { app, log, observed } = createTestApp([route]);
    const server = await listen(app, {
      host: '127.0.0.1',
      port: 0,
      headersSeconds: 5,
      requestSeconds: 30,
      idleConnectionSeconds: 5,
      connections: 100,
    });
    const request = httpRequest({ port: server.port, path: '/v1/endless' });
    request.on('error', () => undefined);
    request.end();
    const [response] = await once(request, 'response');
    await once(response, 'data');
    response.on('error', () => undefined);
    request.destroy();
    await new Promise((done) => setTimeout(done, 200));
    await server.close();
    expect(observed).toEqual([{ route: '/v1/endless', status: 200 }]);
    expect(log.join('')).not.toContain('request failed');
  });
});
