import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Answer, answerJson, openApi, type Service, startService, testPace } from './service';

const HOUR = 3_600_000;
let service: Service;
afterEach(() => service.close());

let tokens: number;
const ok = z.object({ ok: z.literal(true) });

/** Gives tokens t1, t2…, and hands every other call on. */
async function serve(answer: Answer, seconds = 3_600): Promise<void> {
  tokens = 0;
  service = await startService((request, response, body) => {
    if (request.url !== '/oauth2/token') return answer(request, response, body);
    tokens += 1;
    expect(body.toString()).toBe('grant_type=client_credentials&client_id=paie&client_secret=a-secret');
    answerJson(response, 200, { access_token: `t${tokens}`, expires_in: seconds });
  });
}

it('asks for a token once, and again before it ends', async () => {
  const seen: unknown[] = [];
  await serve((request, response) => {
    seen.push(request.headers.authorization);
    answerJson(response, 200, { ok: true });
  });
  const pace = testPace();
  const api = openApi(service, pace);
  const ask = () => api.ask({ method: 'GET', path: '/v1/x' }, ok);
  await ask();
  await ask();
  pace.elapse(HOUR - 59_000);
  await ask();
  expect(seen).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
});

it('renews a token that ended early, and sends a stream again with the new one', async () => {
  const bodies: string[] = [];
  await serve((request, response, body) => {
    bodies.push(body.toString());
    if (request.headers.authorization === 'Bearer t1' && request.method === 'PATCH') {
      return answerJson(response, 401, { code: 'not-authenticated', detail: '' });
    }
    answerJson(response, 200, { ok: true });
  });
  const api = openApi(service, testPace());
  await api.ask({ method: 'GET', path: '/v1/x' }, ok);
  const body = { size: 5, open: () => Readable.from([Buffer.from('bytes')]), onSent: () => undefined };
  await api.attempt({ method: 'PATCH', path: '/v1/x', body });
  expect(bodies).toEqual(['', 'bytes', 'bytes']);
  expect(tokens).toBe(2);
});

it('is refused where the new token does not hold either', async () => {
  await serve((_, response) => answerJson(response, 401, { code: 'not-authenticated', detail: 'no' }));
  const api = openApi(service, testPace());
  const asked = api.ask({ method: 'GET', path: '/v1/x' }, ok);
  await expect(asked).rejects.toMatchObject({ code: 'not-authenticated', status: 401 });
  await expect(api.ask({ method: 'GET', path: '/v1/x' }, ok)).rejects.toMatchObject({
    code: 'not-authenticated',
  });
  expect(tokens).toBe(2);
});

it.each([408, 425, 429, 500, 502, 503, 504])(
  'asks again after %d, as late as it is told to',
  async (status) => {
    let refusals = 2;
    await serve((_, response) => {
      refusals -= 1;
      if (refusals < 0) return answerJson(response, 200, { ok: true });
      answerJson(response, status, { code: 'busy', detail: '' }, { 'retry-after': '7' });
    });
    const pace = testPace();
    await openApi(service, pace).ask({ method: 'GET', path: '/v1/x' }, ok);
    expect(pace.waits).toEqual([7_250, 7_500]);
  },
);

it('asks again for a token too, and after a cut', async () => {
  let failures = 0;
  service = await startService((request, response) => {
    failures += 1;
    if (failures === 1) return void request.socket.destroy();
    if (failures === 2) return answerJson(response, 503, {});
    if (failures === 4) {
      response.writeHead(200, { 'content-length': '100' }).write('{"ok":');
      return void setTimeout(() => request.socket.destroy(), 20);
    }
    answerJson(response, 200, { access_token: 't', expires_in: 60, ok: true });
  });
  const pace = testPace();
  await openApi(service, pace).ask({ method: 'GET', path: '/v1/x' }, ok);
  expect(pace.waits).toEqual([250, 500, 1_000]);
});

it.each([
  [400, { code: 'period-invalid', detail: 'no month' }, 'period-invalid'],
  [404, '<html>', 'answer-unreadable'],
  // The token would go wherever it points.
  [302, { location: 'https://elsewhere.example' }, 'answer-unreadable'],
  [200, { ok: 'maybe' }, 'answer-unreadable'],
  [200, 'no json', 'answer-unreadable'],
])('ends at once after %d %j: %s, and no secret is in it', async (status, body, code) => {
  await serve((_, response) => answerJson(response, status, body, { location: '/elsewhere' }));
  const pace = testPace();
  const error: unknown = await openApi(service, pace)
    .ask({ method: 'POST', path: '/v1/x', json: { a: 1 } }, ok)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify([error, String(error)])).not.toMatch(/a-secret|Bearer|t1/);
  expect(pace.waits).toEqual([]);
  expect(service.calls).toEqual(['POST /oauth2/token', 'POST /v1/x']);
});

it('gives up when patience is over', async () => {
  await serve((_, response) => answerJson(response, 503, {}));
  const asked = openApi(service, testPace(), 5_000).ask({ method: 'GET', path: '/v1/x' }, ok);
  await expect(asked).rejects.toMatchObject({ code: 'server-unreachable', detail: 'HTTP 503' });
});

it('ends a body that is shorter than announced by name, and does not wait for the rest', async () => {
  await serve((_, response) => answerJson(response, 200, { ok: true }));
  const body = { size: 6, open: () => Readable.from([Buffer.from('bytes')]), onSent: () => undefined };
  const attempted = openApi(service, testPace()).attempt({ method: 'PATCH', path: '/v1/x', body });
  await expect(attempted).rejects.toMatchObject({ code: 'content-differs' });
});
