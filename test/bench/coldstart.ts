import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BenchContext } from './context';
import type { Measured } from './report';

/** `npm run demo` as a newcomer runs it: compile, boot, deposit, verify, stop. */
export async function measureColdstart(context: BenchContext): Promise<Measured[]> {
  const runs: number[] = [];
  for (let run = 0; run < context.options.runs; run += 1) runs.push(await runDemo(context));
  return [{ id: 'coldstart-seconds', runs, note: 'npm run demo, compilation included' }];
}

async function runDemo({ root, scratch, options, closers }: BenchContext): Promise<number> {
  const output = await mkdtemp(path.join(scratch, 'demo-'));
  const args = ['run', '--silent', 'demo', '--', '--output', output];
  if (options.store === 's3') args.push('--s3');
  const start = performance.now();
  // In a group of its own: npm does not hand a signal on to the program that it runs.
  const demo = spawn('npm', args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(demo, 'close');
  closers.add(async () => {
    if (demo.exitCode === null && demo.pid !== undefined) process.kill(-demo.pid, 'SIGTERM');
    await ended;
  });
  let told = '';
  demo.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const [code] = await ended;
  if (code !== 0) throw new Error(`npm run demo ended with ${code}: ${told.slice(-500)}`);
  return (performance.now() - start) / 1000;
}
