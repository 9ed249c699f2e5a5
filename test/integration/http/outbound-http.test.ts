import { setTimeout as delay } from 'node:timers/promises';
import { createOutboundHttp, type OutboundOptions } from '../../../infra/http/outbound-http';
import { parseNetwork } from '../../../infra/http/public-address';
import { resolveHost } from '../../../infra/http/resolve-host';
import { RECEIVER, type Receiver, startReceiver } from '../../support/webhook-receiver';

const PUBLIC = '93.184.215.14';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.splice(0);
  receiver.answer((_request, response) => void response.writeHead(204).end());
});

/** Calls loopback as if it were an installation's own network, unless said otherwise. */
function outbound(chosen: Partial<OutboundOptions> = {}) {
  return createOutboundHttp({
    ports: [receiver.port],
    networks: [parseNetwork('127.0.0.0/8')],
    plainHttp: false,
    deadlineMs: 2_000,
    resolve: async () => ['127.0.0.1'],
    ca: receiver.ca,
    ...chosen,
  });
}

const message = {
  headers: { 'content-type': 'application/json', 'webhook-id': 'a' },
  body: Buffer.from('{"é":1}'),
};
const url = (host = RECEIVER, path = '/hook?token=1') => `https://${host}:${receiver.port}${path}`;

describe('a call', () => {
  it('brings the message whole, under the name that was given', async () => {
    expect(await outbound().post(url(), message)).toEqual({ status: 204 });
    expect(receiver.received).toMatchObject([{ method: 'POST', path: '/hook?token=1', body: '{"é":1}' }]);
    expect(receiver.received[0]?.headers).toMatchObject({
      host: `${RECEIVER}:${receiver.port}`,
      'webhook-id': 'a',
      'content-length': '8',
    });
  });

  it('goes to an address that is written as one', async () => {
    expect(await outbound().post(url('127.0.0.1'), message)).toEqual({ status: 204 });
  });

  it('tries the next address where one does not answer', async () => {
    const dead = outbound({ resolve: async () => ['127.0.0.99', '127.0.0.1'] });
    expect(await dead.post(url(), message)).toEqual({ status: 204 });
  });

  it('follows no redirect', async () => {
    const other = await startReceiver();
    try {
      const location = `https://127.0.0.1:${other.port}/`;
      receiver.answer((_request, response) => void response.writeHead(307, { location }).end());
      expect(await outbound({ ports: [receiver.port, other.port] }).post(url(), message)).toEqual({
        status: 307,
      });
      expect(other.connections()).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('reads little of the answer, however much comes', async () => {
    let written = 0;
    receiver.answer((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const write = () => {
        while (!response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', write);
      response.on('error', () => undefined);
      write();
    });
    expect(await outbound().post(url(), message)).toEqual({ status: 200 });
    await delay(50);
    // What the sockets of both sides hold, and not the endless rest.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it('takes the status of an answer that never ends, after its deadline', async () => {
    receiver.answer((_request, response) => void response.writeHead(200).write('a'));
    expect(await outbound({ deadlineMs: 300 }).post(url(), message)).toEqual({ status: 200 });
  });

  it('pays no heed to a proxy or to lax checking in the environment', async () => {
    const before = { ...process.env };
    const proxy = await startReceiver({ tls: false });
    try {
      for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'HTTP_PROXY']) {
        process.env[name] = `http://127.0.0.1:${proxy.port}`;
      }
      process.env.NODE_USE_ENV_PROXY = '1';
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      expect(await outbound().post(url(), message)).toEqual({ status: 204 });
      expect(proxy.connections()).toBe(0);
      const trusting = outbound({ ca: proxy.ca });
      await expect(trusting.post(url(), message)).rejects.toMatchObject({ code: 'tls-failed' });
    } finally {
      process.env = before;
      await proxy.close();
    }
  });
});

describe('what fails has a name', () => {
  it.each([
    ['a certificate for another name', { url: 'autre.example' }, 'tls-failed'],
    ['a server that nobody is behind', { url: RECEIVER, resolve: '127.0.0.99' }, 'connect-failed'],
  ])('%s', async (_name, { url: host, resolve }: { url: string; resolve?: string }, code) => {
    const calling = outbound(resolve === undefined ? {} : { resolve: async () => [resolve] });
    await expect(calling.post(url(host), message)).rejects.toMatchObject({ code, message: code });
  });

  it('a server that hangs up, or speaks of something else', async () => {
    receiver.answer((_request, response) => void response.socket?.destroy());
    await expect(outbound().post(url(), message)).rejects.toMatchObject({ code: 'connection-lost' });
    receiver.answer((_request, response) => void response.socket?.end('not HTTP\r\n\r\n'));
    await expect(outbound().post(url(), message)).rejects.toMatchObject({ code: 'connection-lost' });
    receiver.answer((_request, response) => {
      response.writeHead(101, { connection: 'Upgrade', upgrade: 'other' }).end();
    });
    await expect(outbound().post(url(), message)).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('a server or a name server that lets us wait', async () => {
    receiver.answer(() => undefined);
    await expect(outbound({ deadlineMs: 200 }).post(url(), message)).rejects.toMatchObject({
      code: 'timed-out',
    });
    const silent = outbound({ deadlineMs: 200, resolve: () => new Promise(() => undefined) });
    await expect(silent.post(url(), message)).rejects.toMatchObject({ code: 'timed-out' });
    await expect(silent.check(url())).rejects.toMatchObject({ code: 'timed-out' });
  });

  it('a name that does not exist, asked of real name servers or none', async () => {
    const asking = outbound({ resolve: resolveHost, deadlineMs: 15_000 });
    await expect(asking.check(url('nobody.invalid'))).rejects.toMatchObject({ code: 'host-unresolved' });
  });
});

/** One of each kind; `public-address.test.ts` has them all. */
const INTERNAL = [
  ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1'],
  ...['::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '168.63.129.16'],
];

describe('an address that is not of the public internet', () => {
  const strict = (resolve: OutboundOptions['resolve']) => outbound({ networks: [], resolve });
  let before: number;
  beforeEach(() => {
    before = receiver.connections();
  });
  afterEach(() => expect(receiver.connections()).toBe(before));

  it.each(INTERNAL)(
    '%s is refused behind a name, when it is checked and when it is called',
    async (address) => {
      const calling = strict(async () => [address]);
      await expect(calling.check(url())).rejects.toMatchObject({ code: 'address-refused' });
      await expect(calling.post(url(), message)).rejects.toMatchObject({ code: 'address-refused' });
    },
  );

  it.each(INTERNAL)('%s is refused as it stands', async (address) => {
    const calling = strict(() => Promise.reject(new Error('an address was asked for as a name')));
    const host = address.includes(':')
      ? `[${new URL(`http://[${address}]`).hostname.slice(1, -1)}]`
      : address;
    await expect(calling.check(url(host))).rejects.toMatchObject({ code: 'address-refused' });
    await expect(calling.post(url(host), message)).rejects.toMatchObject({ code: 'address-refused' });
  });

  it('is refused beside a public one', async () => {
    for (const addresses of [
      [PUBLIC, '127.0.0.1'],
      ['127.0.0.1', PUBLIC],
      [PUBLIC, '::1'],
    ]) {
      const calling = strict(async () => addresses);
      await expect(calling.post(url(), message)).rejects.toMatchObject({ code: 'address-refused' });
    }
  });

  it('is refused when the name turns to it between the registration and the call', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    const calling = strict(async () => answers.shift() ?? []);
    await calling.check(url());
    await expect(calling.post(url(), message)).rejects.toMatchObject({ code: 'address-refused' });
  });

  it('is not reached by a name that turns to it between the judgement and the connection', async () => {
    // Judged as 127.0.0.99, where nobody listens; whoever asked again would get the receiver.
    const answers = [['127.0.0.99'], ['127.0.0.1'], ['127.0.0.1']];
    const calling = outbound({ resolve: async () => answers.shift() ?? [] });
    await expect(calling.post(url(), message)).rejects.toMatchObject({ code: 'connect-failed' });
    expect(answers).toHaveLength(2);
  });
});

describe('without TLS', () => {
  it('loopback is called where that is configured, and nothing else', async () => {
    const plain = await startReceiver({ tls: false });
    try {
      const options = { ports: [plain.port], plainHttp: true };
      const at = (host: string) => `http://${host}:${plain.port}/`;
      expect(await outbound(options).post(at('127.0.0.1'), message)).toEqual({ status: 204 });
      const elsewhere = outbound({ ...options, networks: [], resolve: async () => [PUBLIC] });
      await expect(elsewhere.check(at('paie.example'))).rejects.toMatchObject({ code: 'address-refused' });
      await expect(elsewhere.check(at('127.0.0.1'))).rejects.toMatchObject({ code: 'address-refused' });
      await expect(outbound({ ports: [plain.port] }).check(at('127.0.0.1'))).rejects.toMatchObject({
        code: 'url-invalid',
      });
    } finally {
      await plain.close();
    }
  });
});
