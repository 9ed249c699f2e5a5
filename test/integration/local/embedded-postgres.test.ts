import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../infra/local/embedded-postgres';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-test-pg-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('makes a UTF-8 cluster with checksums, durable writes and password sign-in over loopback TCP only', async () => {
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  try {
    const settings = `select name, setting from pg_settings where name = any (array['server_encoding',
      'data_checksums', 'fsync', 'full_page_writes', 'listen_addresses', 'unix_socket_directories'])`;
    const rows = await query(server.adminUrl, settings);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      server_encoding: 'UTF8',
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    wrong.password = '';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow();
  } finally {
    await server.stop();
  }
});

it('keeps the password for its owner alone, and data over a restart', async () => {
  const directory = path.join(folder, 'postgres');
  const first = await startEmbeddedPostgres(directory);
  await query(first.adminUrl, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await startEmbeddedPostgres(directory);
  try {
    expect(await query(second.adminUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect((await stat(path.join(directory, 'superuser-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  } finally {
    await second.stop();
  }
});

it('refuses a directory that a live launcher runs, without disturbing it', async () => {
  const directory = path.join(folder, 'postgres');
  const server = await startEmbeddedPostgres(directory);
  try {
    await expect(startEmbeddedPostgres(directory)).rejects.toMatchObject({ code: 'in-use' });
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    await server.stop();
  }
});
