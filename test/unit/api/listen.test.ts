import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type HttpServer, listen } from '../../../services/api/listen';

const IDLE_SECONDS = 0.3;
let server: HttpServer;

async function serve(
  application: RequestListener,
  bounds: { headersSeconds?: number; requestSeconds?: number } = {},
): Promise<void> {
  server = await listen(application, {
    host: '127.0.0.1',
    port: 0,
    headersSeconds: 30,
    requestSeconds: 30,
    idleConnectionSeconds: IDLE_SECONDS,
    connections: 100,
    ...bounds,
  });
}
afterEach(() => server.close());

/** Sends the text and nothing more. @returns seconds until the server ends the connection */
async function secondsUntilCut(text: string, read: boolean): Promise<number> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  if (read) socket.resume();
  const start = performance.now();
  socket.write(text);
  await Promise.race([once(socket, 'close'), delay(5_000, undefined, { ref: false })]);
  socket.destroy();
  return (performance.now() - start) / 1000;
}

it('lets the program work longer than a silent caller may take, on a connection that is used again too', async () => {
  await serve((request, response) => {
    request.resume();
    setTimeout(() => response.end('done'), IDLE_SECONDS * 3 * 1000);
  });
  const url = `http://127.0.0.1:${server.port}/`;
  expect(await (await fetch(url, { method: 'POST', body: 'body' })).text()).toBe('done');
  expect(await (await fetch(url, { headers: { Connection: 'close' } })).text()).toBe('done');
});

it('cuts a caller that stops in the middle of a body', async () => {
  await serve((request) => {
    request.resume();
  });
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf';
  expect(await secondsUntilCut(head, true)).toBeLessThan(2);
});

it('cuts a caller that does not take the answer', async () => {
  let gone: Promise<unknown> = Promise.resolve();
  await serve((_request, response) => {
    gone = once(response, 'close');
    response.end(Buffer.alloc(64 * 1024 * 1024));
  });
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined).pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await delay(100);
  const cut = await Promise.race([
    gone.then(() => true),
    delay(5_000, undefined, { ref: false }).then(() => false),
  ]);
  socket.destroy();
  expect(cut).toBe(true);
});

/** Sends the head, then a drop every now and then, so that the connection never falls silent. */
async function secondsUntilDripCut(head: string): Promise<number> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  const start = performance.now();
  socket.write(head);
  const dripping = setInterval(() => socket.write('a'), (IDLE_SECONDS * 1000) / 6);
  await Promise.race([once(socket, 'close'), delay(8_000, undefined, { ref: false })]);
  clearInterval(dripping);
  socket.destroy();
  return (performance.now() - start) / 1000;
}

it('cuts a caller whose head never ends, though it never stops sending', async () => {
  await serve(() => undefined, { headersSeconds: 1 });
  expect(await secondsUntilDripCut('GET / HTTP/1.1\r\nHost: a\r\nX-Drip: ')).toBeLessThan(6);
});

it('cuts a caller whose body never ends, though it never stops sending', async () => {
  await serve((request) => void request.resume(), { headersSeconds: 1, requestSeconds: 1.5 });
  expect(
    await secondsUntilDripCut('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n'),
  ).toBeLessThan(6);
});
