import { loadConfig } from '../../../infra/config/load-config';

function warningsFor(url: string): string {
  return loadConfig(['apiDatabaseUrl'], { DATABASE_URL: url }).warnings.join();
}

it('is in production where nothing is said', () => {
  expect(loadConfig([], {}).environment).toBe('production');
  expect(() => loadConfig(['mail'], { MAIL: 'outbox', MAIL_OUTBOX_DIR: '/m' })).toThrow('MAIL must');
});

it.each(['http://coffre.example', 'HTTP://coffre.example', ' http://coffre.example', 'hTtP:coffre.example'])(
  'refuses %p as the public address in production, however it is written',
  (url) => {
    expect(() => loadConfig(['publicUrl'], { PUBLIC_URL: url, NODE_ENV: 'production' })).toThrow(
      'PUBLIC_URL must be an https:// address',
    );
  },
);

it('does not take the name that a shell gives its machine for an address to listen on', () => {
  expect(loadConfig([], { HOST: '0.0.0.0' }).host).toBe('127.0.0.1');
  expect(loadConfig([], { LISTEN_HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});

it.each([
  'postgres://coffre_api:secret@db.example/coffre',
  'postgres://coffre_api:secret@10.0.0.7/coffre?sslmode=prefer',
  'postgres://coffre_api:secret@localhost.example/coffre',
])('warns of a database that is reached over a network without TLS: %s', (url) => {
  expect(warningsFor(url)).toContain('DATABASE_URL leads to another machine without TLS');
  expect(warningsFor(url)).not.toContain('secret');
});

it.each([
  'postgres://coffre_api@localhost/coffre',
  'postgres://coffre_api@127.0.0.1:5433/coffre',
  'postgres://coffre_api@[::1]/coffre',
  'postgres://coffre_api@db.example/coffre?sslmode=verify-full',
])('does not warn of %s', (url) => {
  expect(warningsFor(url)).toBe('');
});
