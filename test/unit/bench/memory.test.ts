import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readTreePss } from '../../bench/memory/process-memory';
import { samplePeak } from '../../bench/memory/sample-peak';

const MIB = 2 ** 20;
const HELD = 64;
/** Forks a child that holds this many MiB, then says so. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const hold = 'const held = Buffer.alloc(${HELD * MIB}, 1); console.log(held.length); process.stdin.resume()';
  const child = spawn(process.execPath, ['-e', hold], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdout.once('data', () => console.log('held'));
  process.stdin.once('data', () => { child.kill('SIGKILL'); child.once('exit', () => console.log('freed')); });
`;

let parent: ChildProcess;

beforeEach(async () => {
  parent = spawn(process.execPath, ['-e', PARENT], { stdio: ['pipe', 'pipe', 'inherit'] });
  await said('held');
});

afterEach(async () => {
  parent.stdin?.write('free\n');
  if (parent.exitCode === null && parent.signalCode === null) {
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  }
});

async function said(word: string): Promise<void> {
  const [line] = await once(parent.stdout ?? process.stdin, 'data');
  expect(String(line).trim()).toBe(word);
}

describe('the memory of a process', () => {
  it('counts what its children hold', async () => {
    const withChild = await readTreePss(parent.pid ?? 0);
    parent.stdin?.write('free\n');
    await said('freed');
    const alone = await readTreePss(parent.pid ?? 0);
    expect(alone).toBeGreaterThan(0);
    expect(withChild - alone).toBeGreaterThan(HELD * 1024);
  });

  it('is nothing once the process is gone', async () => {
    parent.stdin?.write('free\n');
    await said('freed');
    const pid = parent.pid ?? 0;
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(await readTreePss(pid)).toBe(0);
  });

  it('is sampled for its peak, not for its end', async () => {
    const peak = await samplePeak([parent.pid ?? 0], async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      parent.stdin?.write('free\n');
      await said('freed');
    });
    expect(peak.samples).toBeGreaterThan(1);
    expect(peak.mebibytes).toBeGreaterThan(HELD);
  });
});
