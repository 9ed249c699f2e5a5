import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Guard } from '../../infra/local/guard';
import { type LaunchedProgram, launchProgram, type ProgramCommand } from '../../infra/local/launch-program';
import { PKI_FILES } from '../../infra/local/pki/create-pki';
import type { PostgresServer } from '../../infra/local/postgres-server';
import { createBuckets } from '../../infra/storage/s3-buckets';
import { startTestCeph } from './ceph';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { bootPostgres } from './postgres';

export const REPOSITORY = path.resolve(__dirname, '../..');
export const PROGRAMS = path.join(REPOSITORY, 'dist');

/** Programs started here end with this process, by their channel to it. */
const NO_GUARD: Guard = {
  protect: async () => undefined,
  release: async () => undefined,
  close: async () => undefined,
};

export async function startProgram(folder: string, command: ProgramCommand): Promise<LaunchedProgram> {
  const logs = path.join(folder, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  return launchProgram(command, { programs: PROGRAMS, logs, guard: NO_GUARD });
}

export interface FaultyPostgres {
  readonly adminUrl: string;
  /** Fast shutdown. */
  stop(): Promise<void>;
  /** SIGKILL of the postmaster: the next start recovers. */
  kill(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
}

export async function startFaultyPostgres(directory: string): Promise<FaultyPostgres> {
  let server: PostgresServer = await bootPostgres(directory);
  const { adminUrl, port } = server;
  return {
    adminUrl,
    stop: () => server.stop(),
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          server = await bootPostgres(directory, { port: String(port) });
          return;
        } catch (error) {
          // Backends of a killed postmaster take a moment to notice.
          if (attempt === 10) throw error;
          await delay(500);
        }
      }
    },
  };
}

export interface FaultyTsa {
  readonly proxy: FaultProxy;
  readonly port: number;
  /** Variables of the installation; `TSA_URL` leads through the proxy. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const pkiReady = z.object({ tsaUrl: z.url() });

/** The local CA and TSA, its time stamps behind a proxy that fails on demand. */
export async function startFaultyTsa(folder: string): Promise<FaultyTsa> {
  const dir = path.join(folder, 'pki');
  const program = await startProgram(folder, {
    name: 'pki',
    script: 'infra/local/pki/main.js',
    arguments: ['--dir', dir, '--port', '0'],
    environment: { PATH: process.env.PATH ?? '' },
  });
  const url = new URL(pkiReady.parse(program.ready).tsaUrl);
  const port = Number(url.port);
  const proxy = await startFaultProxy(port);
  url.port = String(proxy.port);
  return {
    proxy,
    port,
    environment: {
      TSA_URL: url.href,
      TSA_CA_FILE: path.join(dir, PKI_FILES.trustedTsaCa),
      SEAL_CA_FILE: path.join(dir, PKI_FILES.trustedSealCa),
      SEAL_P12_FILE: path.join(dir, PKI_FILES.sealP12),
      SEAL_P12_PASSWORD_FILE: path.join(dir, PKI_FILES.sealPassword),
    },
    async stop() {
      await proxy.close();
      await program.end();
    },
  };
}

export interface FaultyS3 {
  readonly proxy: FaultProxy;
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A Ceph of one's own with Object Lock, behind a proxy that fails on demand. */
export async function startFaultyS3(): Promise<FaultyS3> {
  const ceph = await startTestCeph();
  const endpoint = new URL(ceph.endpoint);
  const proxy = await startFaultProxy(Number(endpoint.port));
  const prefix = 'faults';
  const { accessKeyId, secretAccessKey } = ceph;
  await createBuckets({
    endpoint: ceph.endpoint,
    region: 'us-east-1',
    accessKeyId,
    secretAccessKey,
    lockMode: 'compliance',
    deadlineMs: 20_000,
    buckets: {
      staging: `${prefix}-staging`,
      'agent-vaults': `${prefix}-agent-vaults`,
      'employer-vaults': `${prefix}-employer-vaults`,
      journal: `${prefix}-journal`,
    },
  });
  return {
    proxy,
    environment: {
      STORE: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${proxy.port}`,
      S3_REGION: 'us-east-1',
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_BUCKET_PREFIX: prefix,
      OBJECT_LOCK_MODE: 'compliance',
    },
    async stop() {
      await proxy.close();
      await ceph.stop();
    },
  };
}

export interface FaultyFolder {
  readonly environment: Readonly<Record<string, string>>;
  /** Every call to the store fails from now on. */
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
}

/** The store's folder behind a link, which leads into nothing while it is taken away. */
export async function layFaultyFolder(link: string): Promise<FaultyFolder> {
  const [there, away] = [`${link}.there`, `${link}.away`];
  await mkdir(there, { recursive: true, mode: 0o700 });
  await writeFile(away, '');
  await symlink(there, link);
  const leadTo = async (target: string) => {
    await symlink(target, `${link}.next`);
    await rename(`${link}.next`, link);
  };
  return {
    environment: { STORE: 'folder', STORE_DIR: link },
    takeAway: () => leadTo(away),
    bringBack: () => leadTo(there),
  };
}
