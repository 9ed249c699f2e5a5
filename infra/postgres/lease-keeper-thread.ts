import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { Client } from 'pg';
import type { KeeperMessage, LeaseRenewal } from './lease-keeper';

/** Program of the thread: see {@link startLeaseKeeper}. */
const { url, sql, leaseSeconds, longestSeconds }: LeaseRenewal = workerData;

interface Held {
  readonly id: string;
  readonly epoch: number;
  readonly since: number;
}

const held = new Map<string, Held>();

parentPort?.on('message', (message: KeeperMessage) => {
  const key = `${message.id}/${message.epoch}`;
  if (message.kind === 'release') held.delete(key);
  else held.set(key, { id: message.id, epoch: message.epoch, since: performance.now() });
});

const STATEMENT_MS = 5_000;

let client: Client | null = null;

async function connect(): Promise<Client> {
  const fresh = new Client({
    connectionString: url,
    connectionTimeoutMillis: STATEMENT_MS,
    statement_timeout: STATEMENT_MS,
    // The server ends its statement, and this ends the wait for a server that fell silent: while one
    // renewal waits, no lease of this process is renewed.
    query_timeout: STATEMENT_MS,
  });
  fresh.on('error', () => {
    if (client === fresh) client = null;
  });
  try {
    await fresh.connect();
    await fresh.query(`select set_config('app.scope', 'system', false)`);
  } catch (error) {
    void fresh.end().catch(() => undefined);
    throw error;
  }
  return fresh;
}

async function renew(): Promise<void> {
  const now = performance.now();
  const alive = [...held.values()].filter((lease) => now - lease.since < longestSeconds * 1000);
  if (alive.length === 0) return;
  try {
    client ??= await connect();
    await client.query(sql, [
      alive.map((lease) => lease.id),
      alive.map((lease) => lease.epoch),
      leaseSeconds,
    ]);
  } catch (error) {
    const broken = client;
    client = null;
    void broken?.end().catch(() => undefined);
    parentPort?.postMessage(error);
  }
}

let renewing = false;
setInterval(
  () => {
    if (renewing) return;
    renewing = true;
    void renew().finally(() => {
      renewing = false;
    });
  },
  (leaseSeconds * 1000) / 4,
);
