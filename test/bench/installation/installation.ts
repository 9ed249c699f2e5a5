import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Closers, createClosers } from '../../../infra/local/closers';
import { ApiClient } from '../../../infra/local/demo/api-client';
import { activate } from '../../../infra/local/demo/prepare-installation';
import { runCoffre } from '../../../infra/local/demo/run-coffre';
import { type Stack, startStack } from '../../../infra/local/stack';
import { startS3 } from '../../../infra/local/start-s3';
import type { GeneratedBatch } from '../batches';
import type { StoreKind } from '../catalogue';
import { admitEmployer, type ClientCredentials } from './admit-employer';

export interface Installation {
  readonly stack: Stack;
  /** One payroll system per batch, in the order of the batches. */
  readonly clients: readonly ClientCredentials[];
  close(): Promise<void>;
}

export interface InstallationOptions {
  readonly root: string;
  readonly scratch: string;
  readonly store: StoreKind;
  readonly closers: Closers;
  readonly say: (sentence: string) => void;
  readonly workers: number;
  /** Of the API's and the workers' V8, in MiB. */
  readonly oldSpace?: number;
}

/** 50 000 slips are 2.5 GB, more than a payroll system may send by default. */
const UPLOAD_BYTES = 16 * 2 ** 30;

/**
 * A fresh installation that knows the employers and agents of these batches.
 * They are taken in by a first set of processes, so that those which are
 * measured have done nothing yet.
 */
export async function openInstallation(
  options: InstallationOptions,
  batches: readonly GeneratedBatch[],
): Promise<Installation> {
  const opened = createClosers((error) => options.say(`closing failed: ${String(error)}`));
  options.closers.add(() => opened.closeAll());
  const folder = await mkdtemp(path.join(options.scratch, 'installation-'));
  opened.add(() => rm(folder, { recursive: true, force: true }));
  const given = {
    LOG_LEVEL: 'warn',
    LIMIT_UPLOAD_BYTES: String(UPLOAD_BYTES),
    ...(options.oldSpace === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${options.oldSpace}` }),
    ...(options.store === 's3' ? await openS3(path.join(folder, 'ceph'), opened) : {}),
  };
  const start = async (workers: number) => {
    const { root, say } = options;
    const stack = await startStack({ root, mode: 'persistent', folder, given, workers, say });
    opened.add(() => stack.stop());
    return stack;
  };
  try {
    const preparing = await start(0);
    const clients = await admitAll(preparing, batches);
    await preparing.stop();
    return { stack: await start(options.workers), clients, close: () => opened.closeAll() };
  } catch (error) {
    await opened.closeAll();
    throw error;
  }
}

async function openS3(folder: string, opened: Closers) {
  const { ceph, environment } = await startS3(folder);
  opened.add(() => ceph.stop());
  return environment;
}

async function admitAll(stack: Stack, batches: readonly GeneratedBatch[]): Promise<ClientCredentials[]> {
  const api = new ApiClient(stack.url);
  const environment = { PATH: process.env.PATH ?? '', ...stack.environment };
  const code = await runCoffre(['admin', 'create-operator', '--name', 'Syndicat mixte'], environment);
  const login = await activate(api, '', { code: code.trim(), login: 'operateur@example.org' });
  const operator = await api.signIn(login.login, login.password);
  const clients: ClientCredentials[] = [];
  for (const batch of batches) clients.push(await admitEmployer(api, operator, batch));
  return clients;
}
