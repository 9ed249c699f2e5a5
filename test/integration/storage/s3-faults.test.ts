import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createS3Store } from '../../../infra/storage/s3-store';
import { freshS3Options } from '../../support/ceph';

const KEY = 'agent/vault/document';
const BODY = Buffer.alloc(60_000, 7);
const unavailable = { name: 'ObjectStoreError', code: 'storage-unavailable' };

let server: Server | HttpServer;
const sockets = new Set<Socket>();

async function listen(made: Server | HttpServer, deadlineMs = 5000) {
  server = made;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { endpoint, accessKeyId: 'key', secretAccessKey: 'secret' };
  return createS3Store(freshS3Options(credentials, { deadlineMs }));
}

/** An HTTP server that counts the requests. */
async function serve(answer: (request: number) => RequestListener, deadlineMs?: number) {
  const requests = { count: 0 };
  const http = createServer((request, response) => {
    requests.count += 1;
    request.resume();
    request.on('end', () => answer(requests.count)(request, response));
  });
  return { store: await listen(http, deadlineMs), requests };
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => server.close(resolve));
});

async function timed(work: Promise<unknown>): Promise<{ seconds: number; error: unknown }> {
  const started = performance.now();
  const error = await work.then(() => undefined).catch((reason: unknown) => reason);
  return { seconds: (performance.now() - started) / 1000, error };
}

test('a server that accepts and never answers costs the deadline, not more', async () => {
  const store = await listen(createTcpServer(), 700);
  const calls = [
    store.put('agent-vaults', KEY, BODY),
    store.get('agent-vaults', KEY, 'v'),
    store.versionsOf('agent-vaults', KEY),
    store.deleteVersion('agent-vaults', KEY, 'v'),
    store.check(),
  ];
  for (const { seconds, error } of await Promise.all(calls.map(timed))) {
    expect(error).toMatchObject(unavailable);
    expect(seconds).toBeGreaterThan(0.6);
    expect(seconds).toBeLessThan(2);
  }
});

test('a server that stops in the middle of an object costs the deadline, not more', async () => {
  const { store } = await serve(
    () => (_request, response) => {
      response.writeHead(200, { 'content-length': 60_000 });
      response.write(BODY.subarray(0, 30_000));
    },
    700,
  );
  const { seconds, error } = await timed(store.get('agent-vaults', KEY, 'v'));
  expect(error).toMatchObject(unavailable);
  expect(seconds).toBeLessThan(2);
});

test('reset connections are tried again, but not for ever', async () => {
  let connections = 0;
  const store = await listen(
    createTcpServer((socket) => {
      connections += 1;
      socket.resetAndDestroy();
    }),
  );
  const { seconds, error } = await timed(store.put('agent-vaults', KEY, BODY));
  expect(error).toMatchObject(unavailable);
  expect(connections).toBe(4);
  expect(seconds).toBeLessThan(3);
});

test('nobody listening is `storage-unavailable`', async () => {
  const store = await listen(createTcpServer(), 3000);
  await new Promise((resolve) => server.close(resolve));
  await expect(store.get('agent-vaults', KEY, 'v')).rejects.toMatchObject(unavailable);
  server = createTcpServer().listen(0);
});

test('a server that is busy for a moment is asked again, and the call succeeds', async () => {
  const { store, requests } = await serve((request) => (_request, response) => {
    if (request < 3) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    else response.writeHead(200, { 'x-amz-version-id': 'v1' }).end();
  });
  await expect(store.put('agent-vaults', KEY, BODY)).resolves.toEqual({ versionId: 'v1' });
  expect(requests.count).toBe(3);
});

test('fewer bytes than announced are never returned, also when the connection closes cleanly', async () => {
  const { store, requests } = await serve(() => (_request, response) => {
    response.writeHead(200, { 'content-length': 60_000 });
    response.write(BODY.subarray(0, 59_999), () => response.socket?.end());
  });
  await expect(store.get('agent-vaults', KEY, 'v')).rejects.toMatchObject(unavailable);
  expect(requests.count).toBe(4);
});

test('a cut reading is repeated, and the whole object returned', async () => {
  const { store } = await serve((request) => (_request, response) => {
    response.writeHead(200, { 'content-length': 60_000 });
    if (request === 1) response.write(BODY.subarray(0, 100), () => response.socket?.resetAndDestroy());
    else response.end(BODY);
  });
  expect((await store.get('agent-vaults', KEY, 'v')).equals(BODY)).toBe(true);
});

test.each([
  ['a shorter range', 206, 'bytes 100-150/60000', 51],
  ['another range of the same length', 206, 'bytes 101-200/60000', 100],
  ['the first bytes, the range ignored', 200, undefined, 100],
  ['the whole object, the range ignored', 200, undefined, 60_000],
])('a server that answers %s is not believed', async (_what, status, contentRange, length) => {
  const { store } = await serve(() => (_request, response) => {
    const headers = contentRange === undefined ? {} : { 'content-range': contentRange };
    response.writeHead(status, { 'content-length': length, ...headers }).end(BODY.subarray(0, length));
  });
  const range = { from: 100, to: 199 };
  await expect(store.get('agent-vaults', KEY, 'v', range)).rejects.toMatchObject(unavailable);
});

test('refused credentials are `misconfigured` at once: nothing is repeated', async () => {
  const { store, requests } = await serve(() => (_request, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
  });
  await expect(store.put('agent-vaults', KEY, BODY)).rejects.toMatchObject({ code: 'misconfigured' });
  expect(requests.count).toBe(1);
});

test('a bucket that answers a put without a version is `misconfigured`', async () => {
  const { store } = await serve(() => (_request, response) => response.writeHead(200).end());
  await expect(store.put('agent-vaults', KEY, BODY)).rejects.toMatchObject({ code: 'misconfigured' });
});

test('a deletion refused for want of permission is not called a lock', async () => {
  const { store } = await serve(() => (request, response) => {
    if (request.method === 'HEAD') response.writeHead(200, { 'content-length': 10 }).end();
    else response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
  });
  await expect(store.deleteVersion('agent-vaults', KEY, 'v')).rejects.toMatchObject({
    code: 'misconfigured',
  });
});
