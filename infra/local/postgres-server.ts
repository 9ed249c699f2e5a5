import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { claimFolder, type FolderClaim } from './folder-claim';
import { findFreePort } from './free-port';
import {
  dataNameFor,
  PostgresServerError,
  type PostgresServerOptions,
  prepareData,
  surroundingsOf,
} from './postgres-data';
import { endProcess, identifyProcess, type ProcessIdentity } from './processes';

export interface PostgresServer {
  readonly pid: number;
  readonly port: number;
  /** Connection of the superuser to the database `postgres`; holds the password. */
  readonly adminUrl: string;
  /** Resolves when the server has ended, wanted or not. */
  readonly exited: Promise<void>;
  /** Fast shutdown: transactions rolled back, clients cut, clean files. */
  stop(): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // Parallel workers need more of /dev/shm than a container has.
  max_parallel_workers_per_gather: '0',
  // Neither statements nor the values in an error's detail belong into a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const START_SECONDS = 60;
const STOP_SECONDS = 15;

/**
 * Starts a server on a data directory, made at first: UTF-8, checksums, locale
 * C, TCP on 127.0.0.1 with SCRAM only, no Unix socket.
 *
 * A server that a dead launcher left on this directory is stopped first; one
 * whose launcher lives is not touched: {@link PostgresServerError} `in-use`.
 */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { directory } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const claimed = await claim(directory);
  try {
    const password = await prepareData(options);
    const { child, port } = await launchOnFreePort(options);
    return describe(child, port, password, claimed);
  } catch (error) {
    await claimed.release();
    throw error;
  }
}

async function launchOnFreePort(options: PostgresServerOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const port = Number(options.settings?.port ?? (await findFreePort()));
    const child = await launch(options, port);
    try {
      await waitUntilReady(child, options.directory);
      return { child, port };
    } catch (error) {
      child.kill('SIGKILL');
      // Another process may have taken the port meanwhile.
      if (attempt === 3) throw error;
    }
  }
}

/** Refuses beside a live launcher; ends the server that a dead one left. */
async function claim(directory: string): Promise<FolderClaim> {
  const found = await claimFolder(directory);
  if ('pid' in found) throw new PostgresServerError('in-use', `process ${found.pid} runs this server`);
  const left = await findServerOn(path.join(directory, 'data'));
  if (left !== null) await endProcess(left, 'SIGINT', STOP_SECONDS);
  return found;
}

/** A running postmaster of this data directory. Its pid file alone proves nothing after a reboot: its folder does. */
async function findServerOn(data: string): Promise<ProcessIdentity | null> {
  try {
    const pid = Number((await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    if (!Number.isSafeInteger(pid) || pid <= 1) return null;
    if ((await readlink(`/proc/${pid}/cwd`)) !== (await realpath(data))) return null;
    return await identifyProcess(pid);
  } catch {
    return null;
  }
}

async function launch(options: PostgresServerOptions, port: number): Promise<ChildProcess> {
  const data = path.join(options.directory, 'data');
  const settings = { port: String(port), ...SETTINGS, ...options.settings };
  const log = await open(path.join(options.directory, 'postgres.log'), 'a', 0o600);
  const folder = await open(data);
  try {
    const child = spawn(
      path.join(options.binaries, 'postgres'),
      [
        ...['-D', dataNameFor(data, options)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // A session of its own: an interrupt at the terminal reaches the launcher, which stops it in its turn.
      { ...surroundingsOf(options), detached: true, stdio: ['ignore', log.fd, log.fd, folder.fd] },
    );
    await once(child, 'spawn');
    return child;
  } finally {
    await log.close();
    await folder.close();
  }
}

async function waitUntilReady(child: ChildProcess, directory: string): Promise<void> {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await isReady(child.pid, path.join(directory, 'data', 'postmaster.pid'))) return;
    await delay(10);
  }
  const log = await readFile(path.join(directory, 'postgres.log'), 'latin1');
  throw new PostgresServerError('not-started', log.slice(-1000).trim());
}

/** The pid file: line 1 the pid, line 8 the state (src/include/utils/pidfile.h). */
async function isReady(pid: number | undefined, file: string): Promise<boolean> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function describe(child: ChildProcess, port: number, password: string, claimed: FolderClaim): PostgresServer {
  const exited = once(child, 'exit').then(() => claimed.release());
  const running = () => child.exitCode === null && child.signalCode === null;
  const pid = child.pid;
  if (pid === undefined) throw new PostgresServerError('not-started', 'no process');
  return {
    pid,
    port,
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    exited,
    async stop() {
      // Fast, then immediate (recovers at the next start), then without asking.
      for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
        if (running()) child.kill(signal);
        await Promise.race([exited, delay(STOP_SECONDS * 1000, undefined, { ref: false })]);
        if (!running()) return exited;
      }
    },
  };
}
