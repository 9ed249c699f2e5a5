import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../free-port';
import { type CephPlan, cephConfig, monAddress } from './ceph-config';
import {
  CEPH_ENVIRONMENT,
  type CephDaemon,
  type CephDaemons,
  createCephDaemons,
  endDaemons,
  endRecordedDaemons,
} from './ceph-daemons';
import { CephError } from './ceph-error';
import { type CephPrograms, findCephPrograms } from './ceph-programs';

export interface RunningCeph {
  /** S3 endpoint, `http://127.0.0.1:port`. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** In order of their start; to be stopped in the opposite one. */
  readonly daemons: readonly CephDaemon[];
  /** Ends the daemons and empties the folder. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const START_SECONDS = 60;

/**
 * Starts a fresh Ceph with its S3 gateway (RGW) as three ordinary processes of
 * this user, on free ports of 127.0.0.1; several run side by side. Data lives
 * in memory and goes with `stop`.
 *
 * @param options.dir ours alone: made if absent; what a killed instance left
 *   there, processes included, is cleared away first. Files that are not
 *   Ceph's make it fail.
 * @throws {CephError} `ceph-missing` names the Debian packages; `ceph-not-started`
 */
export async function startCeph(options: { readonly dir: string }): Promise<RunningCeph> {
  const { dir } = options;
  const programs = await findCephPrograms();
  for (let attempt = 1; ; attempt += 1) {
    await clear(dir);
    const daemons = createCephDaemons(dir, programs.setpriv);
    try {
      return await boot(dir, programs, daemons);
    } catch (error) {
      await endDaemons(daemons.started);
      // Somebody else may have taken a port meanwhile.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function boot(dir: string, programs: CephPrograms, daemons: CephDaemons): Promise<RunningCeph> {
  const signal = AbortSignal.timeout(START_SECONDS * 1000);
  const [monPort, rgwPort] = [await findFreePort(), await findFreePort()];
  const plan: CephPlan = { dir, clusterId: randomUUID(), monPort, rgwPort };
  const endpoint = `http://127.0.0.1:${rgwPort}`;
  const accessKeyId = randomBytes(10).toString('hex').toUpperCase();
  const secretAccessKey = randomBytes(20).toString('hex');
  const run = (program: string, args: readonly string[], input = '') =>
    runProgram(program, args, input, dir, signal);

  const conf = join(dir, 'ceph.conf');
  await writeFile(conf, cephConfig(plan), { mode: 0o600 });
  await startMonitor(plan, conf, programs, daemons, run);
  await startOsd(conf, programs, daemons, run);
  // Waits by itself until the OSD serves.
  await run(programs.rgwAdmin, [
    ...['-c', conf, '-n', 'client.rgw', 'user', 'create', '--uid=coffre', '--display-name=coffre'],
    ...[`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`],
  ]);
  await daemons.assertRunning();
  await daemons.start('rgw', programs.rgw, ['-c', conf, '-n', 'client.rgw', '-f']);
  await waitUntilAnswering(endpoint, daemons, signal);

  return {
    endpoint,
    accessKeyId,
    secretAccessKey,
    daemons: daemons.started,
    async stop() {
      await endDaemons(daemons.started);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

type Run = (program: string, args: readonly string[], input?: string) => Promise<void>;

async function startMonitor(
  { dir, clusterId, monPort }: CephPlan,
  conf: string,
  programs: CephPrograms,
  daemons: CephDaemons,
  run: Run,
): Promise<void> {
  const map = join(dir, 'monmap');
  const keyring = join(dir, 'mon.keyring');
  await Promise.all([
    run(programs.monmaptool, ['--create', '--fsid', clusterId, '--addv', 'a', monAddress(monPort), map]),
    run(programs.authtool, [
      '--create-keyring',
      keyring,
      '--gen-key',
      '-n',
      'mon.',
      '--cap',
      'mon',
      'allow *',
    ]),
  ]);
  await run(programs.mon, ['-c', conf, '-i', 'a', '--mkfs', '--monmap', map, '--keyring', keyring]);
  await daemons.start('mon', programs.mon, ['-c', conf, '-i', 'a', '-f']);
}

async function startOsd(conf: string, programs: CephPrograms, daemons: CephDaemons, run: Run): Promise<void> {
  const osdId = randomUUID();
  // One interpreter for both commands; it waits by itself until the monitor serves.
  const commands = `osd new ${osdId} 0\nosd crush add osd.0 1.0 host=h1 root=default\n`;
  await run(programs.ceph, ['-c', conf, '--connect-timeout', '20'], commands);
  await daemons.assertRunning();
  await run(programs.osd, ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osdId]);
  await daemons.start('osd', programs.osd, ['-c', conf, '-i', '0', '-f']);
}

function runProgram(
  program: string,
  args: readonly string[],
  input: string,
  dir: string,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { cwd: dir, env: CEPH_ENVIRONMENT, signal, killSignal: 'SIGKILL' as const };
    const child = execFile(program, [...args], options, (error, _stdout, stderr) => {
      if (error === null) return resolve();
      const name = program.slice(program.lastIndexOf('/') + 1);
      // Not the error itself: its message holds the arguments, which hold the secret key.
      reject(new CephError('ceph-not-started', `${name}: ${stderr.slice(-500).trim()}`));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

async function waitUntilAnswering(
  endpoint: string,
  daemons: CephDaemons,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await daemons.assertRunning();
    if (signal.aborted) throw new CephError('ceph-not-started', 'the gateway does not answer');
    try {
      const answer = await fetch(endpoint, { signal });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
}

/** What lies in the folder of an instance; anything else is not ours to remove. */
const OURS = /^(ceph\.conf|monmap|mon\.keyring|daemons\.json(\.draft)?|mon|osd|rgw|\S+\.(log|out))$/;

async function clear(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await endRecordedDaemons(dir);
  const names = await readdir(dir);
  if (!names.every((name) => OURS.test(name))) {
    throw new CephError('ceph-not-started', 'the folder holds files that are not of Ceph');
  }
  for (const name of names) await rm(join(dir, name), { recursive: true, force: true });
  for (const name of ['mon', 'osd', 'rgw']) await mkdir(join(dir, name), { mode: 0o700 });
}
