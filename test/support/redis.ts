import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Redis from 'ioredis';
import { findFreePort } from '../../infra/local/free-port';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** SIGKILL; what was not on disk is gone. */
  kill(): Promise<void>;
  /** Starts again on the same port. */
  restart(): Promise<void>;
  flushAll(): Promise<void>;
  stop(): Promise<void>;
}

/** A redis-server of its own on a free port, configured as the product asks for, without persistence. */
export async function startTestRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-test-redis-'));
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await launch(port, folder);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    port,
    kill,
    async restart() {
      child = await launch(port, folder);
    },
    async flushAll() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
    ],
    { stdio: 'ignore' },
  );
  await once(child, 'spawn');
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const answered = await Promise.race([client.ping(), delay(10_000, null, { ref: false })]);
  client.disconnect();
  if (answered !== 'PONG') throw new Error('redis-server does not answer');
  return child;
}
