import { once } from 'node:events';
import { createServer } from 'node:net';
import { findFreePort } from '../../../infra/local/free-port';
import { choosePort, takeSettings } from '../../../infra/local/start-settings';

it('hands on what configures the installation, and nothing else of the shell', () => {
  const settings = { PORT: '9000', REDIS_URL: 'redis://queue', LIMIT_UPLOAD_BYTES: '7', PATH: '/usr/bin' };
  const others = { HOST: 'laptop', AWS_SECRET_ACCESS_KEY: 'x', NODE_OPTIONS: '--inspect', MAIL_FROM: '' };
  expect(takeSettings({ ...settings, ...others })).toEqual(settings);
});

it('hands on a mistyped limit, so that it is refused', () => {
  expect(takeSettings({ LIMIT_UPLAOD_BYTES: '7' })).toEqual({ LIMIT_UPLAOD_BYTES: '7' });
});

describe('the port', () => {
  it('is another one, and says so, where the usual one is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const said: string[] = [];
      const port = await choosePort({}, (sentence) => said.push(sentence), taken);
      expect(Number(port)).toBeGreaterThan(0);
      expect(port).not.toBe(String(taken));
      expect(said.join()).toContain(port);
      const asked = await choosePort({ PORT: String(taken) }, (sentence) => said.push(sentence), taken);
      expect(asked).toBe(String(taken));
      expect(said).toHaveLength(1);
    } finally {
      server.close();
    }
  });

  it('is the usual one where that is free, without a word', async () => {
    const free = await findFreePort();
    const said: string[] = [];
    expect(await choosePort({}, (sentence) => said.push(sentence), free)).toBe(String(free));
    expect(said).toEqual([]);
  });
});
