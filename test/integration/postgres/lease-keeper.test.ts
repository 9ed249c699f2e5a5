import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import type { KeeperMessage, LeaseRenewal } from '../../../infra/postgres/lease-keeper';
import { startFaultProxy } from '../../support/fault-proxy';
import { openTestDatabase } from '../../support/postgres';

const THREAD = path.resolve(__dirname, '../../../dist/infra/postgres/lease-keeper-thread.js');
const CONNECTION_LOST_SECONDS = 8;

test('a database that falls silent on one connection is left for another', async () => {
  const database = await openTestDatabase();
  const url = new URL(database.urls.worker);
  const proxy = await startFaultProxy(Number(url.port));
  url.port = String(proxy.port);
  url.hostname = '127.0.0.1';
  const listener = new Client({ connectionString: database.urls.worker });
  await listener.connect();
  await listener.query('listen renewed');
  const renewal: LeaseRenewal = {
    url: url.href,
    sql: `select pg_notify('renewed', ''), $1::uuid[], $2::int[], $3::int`,
    leaseSeconds: 2,
    longestSeconds: 60,
  };
  const thread = new Worker(THREAD, { workerData: renewal });
  const renewedWithin = async (seconds: number): Promise<boolean> => {
    const signal = AbortSignal.timeout(seconds * 1000);
    return once(listener, 'notification', { signal }).then(
      () => true,
      () => false,
    );
  };
  try {
    const message: KeeperMessage = { kind: 'keep', id: '019a0000-0000-7000-8000-000000000000', epoch: 1 };
    thread.postMessage(message);
    expect(await renewedWithin(5)).toBe(true);
    // What this connection sends from now on never arrives; a new one is as good as ever.
    proxy.set({ kind: 'delay', milliseconds: 3_600_000 });
    await delay(1_500);
    proxy.set(null);
    expect(await renewedWithin(CONNECTION_LOST_SECONDS)).toBe(true);
  } finally {
    await thread.terminate();
    await proxy.close();
    await listener.end();
    await database.drop();
  }
}, 60_000);
