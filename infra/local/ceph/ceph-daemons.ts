import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { endProcess, identifyProcess, type ProcessIdentity } from '../processes';
import { CephError } from './ceph-error';

export interface CephDaemon extends ProcessIdentity {
  readonly name: 'mon' | 'osd' | 'rgw';
}

const recordSchema = z.array(
  z.object({ name: z.enum(['mon', 'osd', 'rgw']), pid: z.int().min(2), startTime: z.string() }),
);
const RECORD = 'daemons.json';
const GRACE_SECONDS = 5;
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** Nothing of the caller's environment: CEPH_CONF and CEPH_ARGS would point to another cluster. */
export const CEPH_ENVIRONMENT = { PATH, LC_ALL: 'C.UTF-8' };

export interface CephDaemons {
  readonly started: readonly CephDaemon[];
  start(name: CephDaemon['name'], command: string, args: readonly string[]): Promise<void>;
  /** Throws `ceph-not-started` with the end of its output if one has ended. */
  assertRunning(): Promise<void>;
}

/**
 * Starts daemons that do not outlive us: the kernel kills them when this
 * process dies (`setpriv --pdeathsig`), however it dies, and each is recorded
 * in the folder before the next one starts, for {@link endRecordedDaemons}.
 */
export function createCephDaemons(dir: string, setpriv: string): CephDaemons {
  const started: CephDaemon[] = [];
  const children: { name: string; child: ChildProcess }[] = [];

  return {
    started,
    async start(name, command, args) {
      const output = await open(join(dir, `${name}.out`), 'a', 0o600);
      try {
        // A session of its own: an interrupt at the terminal is for the launcher, which stops them in order.
        const child = spawn(setpriv, ['--pdeathsig', 'KILL', command, ...args], {
          cwd: dir,
          env: CEPH_ENVIRONMENT,
          detached: true,
          stdio: ['ignore', output.fd, output.fd],
        });
        await once(child, 'spawn');
        child.unref();
        children.push({ name, child });
        const identity = child.pid === undefined ? null : await identifyProcess(child.pid);
        if (identity !== null) started.push({ name, ...identity });
        await writeRecord(dir, started);
      } finally {
        await output.close();
      }
    },
    async assertRunning() {
      for (const { name, child } of children) {
        if (child.exitCode === null && child.signalCode === null) continue;
        const output = await readFile(join(dir, `${name}.out`), 'latin1');
        throw new CephError('ceph-not-started', `${name} ended: ${output.slice(-500).trim()}`);
      }
    },
  };
}

/** Ends daemons in the order that lets each finish with the next: gateway, OSD, monitor. */
export async function endDaemons(daemons: readonly CephDaemon[]): Promise<void> {
  for (const daemon of daemons.toReversed()) await endProcess(daemon, 'SIGTERM', GRACE_SECONDS);
}

/** Ends what a killed launcher left behind in this folder, if anything. */
export async function endRecordedDaemons(dir: string): Promise<void> {
  await endDaemons(await readRecord(dir));
}

async function writeRecord(dir: string, daemons: readonly CephDaemon[]): Promise<void> {
  const draft = join(dir, `${RECORD}.draft`);
  await writeFile(draft, JSON.stringify(daemons), { mode: 0o600 });
  await rename(draft, join(dir, RECORD));
}

async function readRecord(dir: string): Promise<CephDaemon[]> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(dir, RECORD), 'utf8')));
  } catch {
    // Nothing was started here.
    return [];
  }
}
