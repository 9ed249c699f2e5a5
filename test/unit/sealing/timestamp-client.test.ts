import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SealingError } from '../../../services/sealing/errors';
import { createTimestampTransport } from '../../../services/sealing/timestamp/http-post';
import { createTimestampClient, type TimestampClient } from '../../../services/sealing/timestamp-client';
import { type LyingTsa, startLyingTsa, type TsaLie } from '../../support/lying-tsa';

const NOW = new Date('2026-11-23T12:00:00.250Z');
const clock = { now: () => NOW };
const POLICY = '1.3.6.1.4.1.32473.1.1';

let tsa: LyingTsa;
let client: TimestampClient;

beforeAll(async () => {
  tsa = await startLyingTsa(clock.now);
  client = createClient();
});

afterAll(async () => {
  client.close();
  await tsa.close();
});

function createClient(
  changes: { roots?: Buffer[]; url?: string; deadlineMs?: number } = {},
): TimestampClient {
  return createTimestampClient({
    url: changes.url ?? tsa.url,
    roots: changes.roots ?? [tsa.root],
    policy: POLICY,
    clock,
    toleranceMs: 5000,
    deadlineMs: changes.deadlineMs ?? 400,
    maxConnections: 4,
  });
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'stamped';
  } catch (error) {
    if (error instanceof SealingError) return error.code;
    throw error;
  }
}

test('an honest token is taken with its time, policy and serial', async () => {
  tsa.lie('none');
  const token = await client.stamp(randomBytes(32));
  expect(token.genTime).toEqual(NOW);
  expect(token.policy).toBe(POLICY);
  expect(token.serial).toMatch(/^[0-9a-f]{22,24}$/);
  expect(token.der[0]).toBe(0x30);
});

test.each<[TsaLie, string]>([
  ['wrong-nonce', 'tsa-nonce-mismatch'],
  ['absent-nonce', 'tsa-nonce-absent'],
  ['wrong-imprint', 'tsa-imprint-mismatch'],
  ['other-digest', 'tsa-imprint-mismatch'],
  ['wrong-policy', 'tsa-policy-mismatch'],
  ['usage-not-critical', 'tsa-certificate'],
  ['usage-not-alone', 'tsa-certificate'],
  ['no-usage', 'tsa-certificate'],
  ['foreign-issuer', 'tsa-certificate'],
  ['certificate-left-out', 'tsa-certificate'],
  ['forged-signature', 'tsa-signature'],
  ['late', 'tsa-time-skew'],
  ['early', 'tsa-time-skew'],
  ['rejected', 'tsa-rejected'],
  ['time-not-available', 'tsa-unavailable'],
  ['granted-without-token', 'tsa-malformed'],
  ['garbage', 'tsa-malformed'],
  ['endless', 'tsa-malformed'],
  ['slow', 'tsa-unavailable'],
  ['hangs-up', 'tsa-unavailable'],
  ['http-error', 'tsa-unavailable'],
])('%s is refused as %s', async (lie, code) => {
  tsa.lie(lie);
  expect(await codeOf(client.stamp(randomBytes(32)))).toBe(code);
});

test('after every lie an honest answer is taken again', async () => {
  tsa.lie('none');
  expect(await codeOf(client.stamp(randomBytes(32)))).toBe('stamped');
});

test('a certificate that was trusted once does not make a forged token good', async () => {
  tsa.lie('none');
  await client.stamp(randomBytes(32));
  tsa.lie('forged-signature');
  expect(await codeOf(client.stamp(randomBytes(32)))).toBe('tsa-signature');
});

test('without the authority among the roots nothing is taken', async () => {
  tsa.lie('none');
  const distrustful = createClient({ roots: [] });
  expect(await codeOf(distrustful.stamp(randomBytes(32)))).toBe('tsa-certificate');
  distrustful.close();
});

test('nobody listening is tsa-unavailable', async () => {
  const alone = createClient({ url: 'http://127.0.0.1:9/' });
  expect(await codeOf(alone.stamp(randomBytes(32)))).toBe('tsa-unavailable');
  alone.close();
});

test('a hundred requests at once each get the token for their own imprint', async () => {
  tsa.lie('none');
  // The last of them waits for all others.
  const patient = createClient({ deadlineMs: 30_000 });
  const tokens = await Promise.all(Array.from({ length: 100 }, async () => patient.stamp(randomBytes(32))));
  patient.close();
  expect(new Set(tokens.map(({ serial }) => serial)).size).toBe(100);
});

/** Answers the first request of a connection that is kept; `later` deals with those that follow on it. */
async function startKeptConnection(later: (request: number, hangUp: () => void) => void) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    if (requests === 1) response.writeHead(200, { 'content-length': 2 }).end('ok');
    else later(requests, () => request.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const transport = createTimestampTransport({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    deadlineMs: 300,
    maxConnections: 1,
  });
  expect((await transport.post(Buffer.from('first'))).toString()).toBe('ok');
  // The answered connection goes back to the kept ones.
  await delay(20);
  return {
    transport,
    requests: () => requests,
    close: async () => {
      transport.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('an authority that falls silent on a kept connection is asked once and fails once', async () => {
  const kept = await startKeptConnection(() => undefined);
  const unhandled = jest.fn();
  process.on('unhandledRejection', unhandled);
  try {
    expect(await codeOf(kept.transport.post(Buffer.from('second')))).toBe('tsa-unavailable');
    await delay(500);
    expect(kept.requests()).toBe(2);
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off('unhandledRejection', unhandled);
    await kept.close();
  }
});

test('a repetition has what is left of the deadline, not a second one', async () => {
  const kept = await startKeptConnection((request, hangUp) => {
    if (request === 2) setTimeout(hangUp, 200);
  });
  try {
    const start = performance.now();
    expect(await codeOf(kept.transport.post(Buffer.from('second')))).toBe('tsa-unavailable');
    expect(performance.now() - start).toBeLessThan(420);
    expect(kept.requests()).toBe(3);
  } finally {
    await kept.close();
  }
});
