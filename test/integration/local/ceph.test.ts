import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { findCephPrograms } from '../../../infra/local/ceph/ceph-programs';
import { type RunningCeph, startCeph } from '../../../infra/local/ceph/start-ceph';
import { createBuckets } from '../../../infra/storage/s3-buckets';
import { createS3Store } from '../../../infra/storage/s3-store';
import { freshS3Options } from '../../support/ceph';

const ROOT = join(__dirname, '../../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceph-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  return status !== undefined && !status.includes(') Z ');
}

async function waitUntilDead(pids: readonly number[]): Promise<boolean> {
  for (let waited = 0; waited < 100; waited += 1) {
    const alive = await Promise.all(pids.map(isAlive));
    if (!alive.includes(true)) return true;
    await sleep(50);
  }
  return false;
}

const pidsOf = (ceph: RunningCeph) => ceph.daemons.map((daemon) => daemon.pid);

/** A launcher of its own, so that it can be killed or run as another user. */
async function launch(dir: string, user?: { uid: number; gid: number }) {
  const args = ['--require', join(ROOT, 'test/support/run-typescript.cjs')];
  const child: ChildProcess = spawn(process.execPath, [...args, join(__dirname, 'ceph-launcher.ts'), dir], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  });
  if (child.stdout === null) throw new Error('no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  const said: { endpoint: string; pids: number[] } = JSON.parse(String(line));
  return { child, ...said };
}

test('two instances run side by side, know nothing of each other, and leave nothing', async () => {
  const dirs = ['one', 'other'].map((name) => join(folder, name));
  const running = await Promise.all(dirs.map((dir) => startCeph({ dir })));
  const [one, other] = running;
  if (one === undefined || other === undefined) throw new Error('not started');
  expect(one.daemons.map((daemon) => daemon.name)).toEqual(['mon', 'osd', 'rgw']);

  const options = freshS3Options(one);
  await createBuckets(options);
  const { versionId } = await createS3Store(options).put('staging', 'a/b', Buffer.from('x'));
  const elsewhere = createS3Store({ ...options, endpoint: other.endpoint });
  await expect(elsewhere.get('staging', 'a/b', versionId)).rejects.toMatchObject({ code: 'misconfigured' });

  await other.stop();
  expect(await waitUntilDead(pidsOf(other))).toBe(true);
  expect(await createS3Store(options).get('staging', 'a/b', versionId)).toEqual(Buffer.from('x'));
  await one.stop();
  expect(await waitUntilDead(pidsOf(one))).toBe(true);
  expect(await readdir(folder)).toEqual([]);
}, 120_000);

test('nothing outlives a launcher that is killed, and the next start takes over its folder', async () => {
  const { child, pids } = await launch(folder);
  expect(pids).toHaveLength(3);
  expect((await Promise.all(pids.map(isAlive))).includes(false)).toBe(false);
  child.kill('SIGKILL');
  expect(await waitUntilDead(pids)).toBe(true);

  const ceph = await startCeph({ dir: folder });
  await createBuckets(freshS3Options(ceph));
  await ceph.stop();
  expect(existsSync(folder)).toBe(false);
}, 120_000);

test('a recorded daemon that still runs is ended by the next start', async () => {
  const left = spawn('/bin/sleep', ['600'], { stdio: 'ignore' });
  const stat = await readFile(`/proc/${left.pid}/stat`, 'latin1');
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const record = [{ name: 'osd', pid: left.pid, startTime }];
  await writeFile(join(folder, 'daemons.json'), JSON.stringify(record));
  const ceph = await startCeph({ dir: folder });
  expect(left.signalCode).toBe('SIGTERM');
  await ceph.stop();
}, 120_000);

test('a folder that holds other files is left alone', async () => {
  await writeFile(join(folder, 'payslips.zip'), 'x');
  await expect(startCeph({ dir: folder })).rejects.toMatchObject({ code: 'ceph-not-started' });
  expect(await readdir(folder)).toEqual(['payslips.zip']);
});

test('missing programs are named, with the packages that bring them', async () => {
  await expect(findCephPrograms([folder])).rejects.toMatchObject({
    code: 'ceph-missing',
    message: expect.stringMatching(/ceph-mon, .*apt-get install .*ceph-mon ceph-osd radosgw/),
  });
});

// Only root can become somebody else, and only where others may read the sources.
const nobody = { uid: 65_534, gid: 65_534 };
const canBecomeNobody =
  process.getuid?.() === 0 && spawnSync('test', ['-r', join(ROOT, 'package.json')], nobody).status === 0;
const asRoot = canBecomeNobody ? test : test.skip;
asRoot(
  'an ordinary user can run it',
  async () => {
    await chmod(folder, 0o700);
    await chown(folder, nobody.uid, nobody.gid);
    const { child, endpoint, pids } = await launch(folder, nobody);
    const answer = await fetch(endpoint);
    expect(answer.status).toBe(200);
    child.kill('SIGKILL');
    expect(await waitUntilDead(pids)).toBe(true);
  },
  120_000,
);
