import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claimFolder, type FolderClaim } from '../../../infra/local/folder-claim';

const LOADER = path.resolve(__dirname, '../../support/run-typescript.cjs');
const RUNNER = path.join(__dirname, 'claim-runner.ts');
const RACERS = 4;
const ROUNDS = 15;

let folder: string;
const racers: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-claim-'));
});
afterEach(async () => {
  for (const racer of racers.splice(0)) {
    if (racer.exitCode !== null || racer.signalCode !== null) continue;
    const ended = once(racer, 'exit');
    racer.kill('SIGKILL');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

async function startRacer(): Promise<ChildProcess> {
  const racer = fork(RUNNER, [folder], { execArgv: ['--require', LOADER] });
  racers.push(racer);
  await once(racer, 'message');
  return racer;
}

async function order(racer: ChildProcess, what: 'claim' | 'release'): Promise<unknown> {
  const answered = once(racer, 'message');
  racer.send(what);
  const [answer] = await answered;
  return answer;
}

async function leaveClaimOfDeadProcess(name: string): Promise<void> {
  await mkdir(path.join(folder, 'claims'), { recursive: true });
  await writeFile(path.join(folder, 'claims', name), JSON.stringify({ pid: 999_999, startTime: '1' }));
}

async function claim(): Promise<FolderClaim> {
  const claimed = await claimFolder(folder);
  if ('pid' in claimed) throw new Error('held by another');
  return claimed;
}

it('gives a folder that a dead process held to exactly one of many starters at once', async () => {
  const started = await Promise.all(Array.from({ length: RACERS }, startRacer));
  const winners: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await leaveClaimOfDeadProcess(`dead-${round}.json`);
    const answers = await Promise.all(started.map((racer) => order(racer, 'claim')));
    const holders = started.filter((_, index) => answers[index] === 'held');
    winners.push(holders.length);
    await Promise.all(holders.map((racer) => order(racer, 'release')));
  }
  expect(winners).toEqual(winners.map(() => 1));
});

it('names the process that holds the folder, and gives the folder once that has let go', async () => {
  const first = await claim();
  expect(await claimFolder(folder)).toMatchObject({ pid: process.pid });
  await first.release();
  const second = await claim();
  await first.release();
  expect(await claimFolder(folder)).toMatchObject({ pid: process.pid });
  await second.release();
  expect(await readdir(path.join(folder, 'claims'))).toEqual([]);
});

it('takes over after a process that was killed', async () => {
  const racer = await startRacer();
  expect(await order(racer, 'claim')).toBe('held');
  const ended = once(racer, 'exit');
  racer.kill('SIGKILL');
  await ended;
  await (await claim()).release();
});
