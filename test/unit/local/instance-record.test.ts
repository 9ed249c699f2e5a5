import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  cleanUpDeadInstances,
  type Instance,
  openRegistry,
  writeInstance,
} from '../../../infra/local/instance-record';
import { identifyProcess, isRunning, type ProcessIdentity } from '../../../infra/local/processes';

let parent: string;
let registry: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'coffre-test-registry-'));
  registry = await openRegistry(parent);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(parent, { recursive: true, force: true });
});

async function startSleeper(): Promise<ProcessIdentity> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  return identityOf(child.pid);
}

async function identityOf(pid: number | undefined): Promise<ProcessIdentity> {
  const identity = await identifyProcess(pid ?? 0);
  if (identity === null) throw new Error('no process');
  return identity;
}

async function startDeadLauncher(): Promise<ProcessIdentity> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const identity = await identityOf(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

async function record(launcher: ProcessIdentity, child: ProcessIdentity, temporary = true): Promise<string> {
  const folder = path.join(parent, `folder-${launcher.pid}`);
  await mkdir(folder);
  await writeFile(path.join(folder, 'file'), 'x');
  const instance: Instance = {
    ...launcher,
    folder,
    temporary,
    children: [{ ...child, name: 'sleeper', signal: 'SIGTERM' }],
  };
  await writeInstance(path.join(registry, `${launcher.pid}.json`), instance);
  return folder;
}

it('ends what a dead launcher left, and removes its temporary folder and its record', async () => {
  const child = await startSleeper();
  const folder = await record(await startDeadLauncher(), child);
  await cleanUpDeadInstances(registry);
  expect(await isRunning(child)).toBe(false);
  await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(registry)).toEqual([]);
});

it('touches nothing of a live launcher', async () => {
  const child = await startSleeper();
  const folder = await record(await startSleeper(), child);
  await cleanUpDeadInstances(registry);
  expect(await isRunning(child)).toBe(true);
  expect(await readdir(folder)).toEqual(['file']);
  expect(await readdir(registry)).toHaveLength(1);
});

it('takes a launcher for dead when another process has its pid now', async () => {
  const child = await startSleeper();
  const other = await startSleeper();
  await record({ pid: other.pid, startTime: `${other.startTime}0` }, child);
  await cleanUpDeadInstances(registry);
  expect(await isRunning(child)).toBe(false);
  expect(await isRunning(other)).toBe(true);
});

it('does not end a process that was given the pid of a recorded child', async () => {
  const stranger = await startSleeper();
  await record(await startDeadLauncher(), { pid: stranger.pid, startTime: `${stranger.startTime}0` });
  await cleanUpDeadInstances(registry);
  expect(await isRunning(stranger)).toBe(true);
});

it('keeps the folder of a persistent installation', async () => {
  const folder = await record(await startDeadLauncher(), await startSleeper(), false);
  await cleanUpDeadInstances(registry);
  expect(await readdir(folder)).toEqual(['file']);
});

it('ignores what is no record', async () => {
  await writeFile(path.join(registry, 'broken.json'), '{"pid":');
  await expect(cleanUpDeadInstances(registry)).resolves.toBeUndefined();
});

it('trusts no registry that others may write to, nor a link', async () => {
  await chmod(registry, 0o770);
  await expect(openRegistry(parent)).rejects.toThrow('not a private folder');
  await rm(registry, { recursive: true });
  await symlink(tmpdir(), registry);
  await expect(openRegistry(parent)).rejects.toThrow('not a private folder');
});
