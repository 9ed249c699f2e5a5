import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Closers, createClosers } from './closers';
import { claimFolder } from './folder-claim';
import { findFreePort } from './free-port';
import { openGuard } from './guard';
import { cleanUpDeadInstances, openRegistry } from './instance-record';
import type { KeyAlgorithm } from './pki/certificates';
import { holdsInstallation, migrateDatabase } from './stack-database';
import {
  assertConsistent,
  composeEnvironment,
  type Environment,
  forApi,
  forWorker,
  objectsFolder,
  storeOf,
} from './stack-environment';
import { StackError } from './stack-error';
import { keepKeys } from './stack-keys';
import { startServers } from './start-servers';
import { createSupervisor, type RunningProgram, type Supervisor } from './supervise';

export interface StackOptions {
  /** The repository: compiled programs in `dist`, migrations in `infra/postgres/migrations`. */
  readonly root: string;
  /** `persistent` keeps everything in {@link folder}; `temporary` makes a folder and removes it at the end. */
  readonly mode: 'temporary' | 'persistent';
  /** Of a persistent installation; `.data` of the repository where absent. */
  readonly folder?: string;
  /** What was configured, no empty values: parts that it names are used instead of embedded ones. */
  readonly given: Environment;
  readonly workers: number;
  /** Boots a real S3 server. Temporary installations only: it keeps its data in memory. */
  readonly s3?: boolean;
  /** Of the seal that the local CA certifies at its first start; P-256 where absent. */
  readonly sealKey?: KeyAlgorithm;
  /** Told, in a sentence, what a person should know: a program that died, a restart. */
  readonly say: (sentence: string) => void;
}

export interface Stack {
  /** Where the API and the portal answer. */
  readonly url: string;
  readonly folder: string;
  /** Every variable of the installation: for the command line and for tests. Holds secrets. */
  readonly environment: Environment;
  readonly api: RunningProgram;
  /** Started so far. */
  readonly workers: readonly RunningProgram[];
  startWorker(): Promise<RunningProgram>;
  /** Last started first; leaves no process. Temporary: leaves no file. */
  stop(): Promise<void>;
  /** Resolves once stopped, with the reason: `asked`, or what was lost. */
  readonly ended: Promise<string>;
}

/**
 * Starts a whole installation: database, CA and TSA, API and workers as
 * processes of their own, on free ports. Whatever fails, nothing is left running.
 *
 * @throws {StackError}
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closers = createClosers((error) => options.say(`closing failed: ${String(error)}`));
  try {
    return await compose(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function compose(options: StackOptions, closers: Closers): Promise<Stack> {
  const { given, root, say } = options;
  assertConsistent(given);
  const programs = path.join(root, 'dist');
  const registry = await openRegistry(tmpdir());
  await cleanUpDeadInstances(registry);
  const folder = await openFolder(options, closers);
  const guard = await openGuard({ registry, programs, folder, temporary: options.mode === 'temporary' });
  closers.add(() => guard.close());

  const end = createEnd(closers);
  const onLoss = (what: string) => {
    if (closers.closing) return;
    say(`${what}; stopping`);
    void end.stop(what);
  };
  const logs = path.join(folder, 'logs');
  const supervisor = createSupervisor({
    programs,
    logs,
    guard,
    onDeath: (name, how) => say(`${name} died (${how}), see ${path.join(logs, `${name}.log`)}`),
    onLoss,
  });
  const { database, parts } = await startServers({
    given,
    folder,
    s3: options.s3 ?? false,
    sealKey: options.sealKey ?? 'p256',
    guard,
    supervisor,
    closers,
    onLoss,
  });

  const keys = await keepKeys({
    given,
    folder: path.join(folder, 'keys'),
    hasData: await holdsInstallation(database.OWNER_DATABASE_URL),
    objects: objectsFolder(storeOf(given, folder, parts.s3)),
  });
  await migrateDatabase(database, root);
  const port = Number(given.PORT ?? 0) || (await findFreePort());
  const url = given.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
  const composed = composeEnvironment({ given, folder, database, keys, parts });
  const environment = { ...composed, PORT: String(port), PUBLIC_URL: url };
  const started = await startPrograms(supervisor, environment, options.workers);
  return { url, folder, environment, ...started, stop: () => end.stop('asked'), ended: end.ended };
}

/** The API and its workers, side by side. */
async function startPrograms(supervisor: Supervisor, environment: Environment, count: number) {
  const workers: RunningProgram[] = [];
  let names = 0;
  const startWorker = async () => {
    names += 1;
    const worker = await supervisor.start({
      name: `worker-${names}`,
      script: 'workers/main.js',
      environment: forWorker(environment),
      whenItDies: 'restart',
    });
    workers.push(worker);
    return worker;
  };
  const starting = [
    supervisor.start({
      name: 'api',
      script: 'services/main.js',
      environment: forApi(environment),
      whenItDies: 'stop-all',
    }),
    ...Array.from({ length: count }, startWorker),
  ] as const;
  // When one fails, the others are to be running or gone before all is stopped.
  await Promise.allSettled(starting);
  const [api] = await Promise.all(starting);
  return { api, workers, startWorker };
}

async function openFolder(options: StackOptions, closers: Closers): Promise<string> {
  if (options.mode === 'temporary') {
    const folder = await mkdtemp(path.join(tmpdir(), 'coffre-'));
    closers.add(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }
  if (options.s3) throw new StackError('configuration', 'the own S3 server keeps nothing: use S3_ENDPOINT');
  const folder = path.resolve(options.folder ?? path.join(options.root, '.data'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const claimed = await claimFolder(folder);
  if ('pid' in claimed) {
    throw new StackError('in-use', `process ${claimed.pid} already runs ${folder}: stop it first`);
  }
  closers.add(claimed.release);
  return folder;
}

/** One end, for the first reason given. */
function createEnd(closers: Closers) {
  let finish: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    finish = resolve;
  });
  let reason: string | undefined;
  return {
    ended,
    async stop(why: string): Promise<void> {
      reason ??= why;
      await closers.closeAll();
      finish(reason);
    },
  };
}
